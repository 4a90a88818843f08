"""Mails are written by templates in the reader's language and delivered in the background."""

import logging
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from core.queue import enqueue

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str = field(repr=False)
    html: str | None = field(repr=False)
    to: list[str] = field(repr=False)


def send_mail(*, template: str, to: list[str], language: str, context: dict[str, Any]) -> None:
    """Send `mail/<template>.<language>.txt`, whose first line is the subject, and the page that belongs to it."""
    _queue(write_mail(template=template, to=to, language=language, context=context))


def send_mail_now(*, template: str, to: list[str], language: str, context: dict[str, Any]) -> None:
    """The same without a worker, for news about the workers; a mail server that is away leaves it to them after all."""
    mail = write_mail(template=template, to=to, language=language, context=context)
    try:
        deliver(mail)
    except OSError as error:
        log.warning("mail.not_sent_now", extra={"template": template, "error": type(error).__name__})
        _queue(mail)


def deliver(mail: Mail, *, name: str | None = None) -> None:
    """`name` becomes the Message-ID: by it the reader's mail program knows a second copy."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{name}@{host}>"} if name else None
    message = EmailMultiAlternatives(subject=mail.subject, body=mail.text, to=mail.to, headers=headers)
    if mail.html is not None:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def write_mail(*, template: str, to: list[str], language: str, context: dict[str, Any]) -> Mail:
    """The page is `mail/<template>.<language>.html`; where there is none, the text in the common frame."""
    subject, _, text = (
        part.strip() for part in render_to_string(f"mail/{template}.{language}.txt", context).partition("\n")
    )
    try:
        html = render_to_string(f"mail/{template}.{language}.html", context)
    except TemplateDoesNotExist:
        html = render_to_string("mail/frame.html", {"subject": subject, "text": text, "language": language})
    return Mail(subject=subject, text=text + "\n", html=html, to=to)


def _queue(mail: Mail) -> None:
    enqueue("core.deliver_mail", **asdict(mail))
