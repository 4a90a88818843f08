"""How the product has somebody written to."""

import logging
from typing import Any

from core.mail.message import write_mail
from core.mail.outbox import keep
from core.mail.server import deliver

log = logging.getLogger(__name__)


def send_mail(*, template: str, to: list[str], language: str, context: dict[str, Any]) -> None:
    """In the transaction of the deed that causes it: with the deed the mail is there, and leaves soon after."""
    keep(write_mail(template=template, to=to, language=language, context=context), template=template)


def send_mail_now(*, template: str, to: list[str], language: str, context: dict[str, Any]) -> None:
    """The same without a worker, for news about the workers; a mail server that is away leaves it to them after all."""
    mail = write_mail(template=template, to=to, language=language, context=context)
    try:
        deliver(mail)
    except OSError as error:
        log.warning("mail.not_sent_now", extra={"template": template, "error": type(error).__name__})
        keep(mail, template=template)
