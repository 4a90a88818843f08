"""The mail server: reached, with TLS and the password that EMAIL_URL names. No mail is sent."""

import smtplib
from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import get_connection
from django.db.models.functions import Now

from core.doctor.examination import Finding, error, fine, warning
from core.mail import Mail, deliver
from core.models import WaitingMail

SMTP: Final = "core.mail.backend.EmailBackend"
MAY_WAIT: Final = timedelta(minutes=5)
NEWS_FOR: Final = timedelta(days=1)


def examine_mail() -> Iterator[Finding]:
    if settings.EMAIL_BACKEND != SMTP:
        kind = settings.EMAIL_BACKEND.split(".")[-2]
        yield warning(f"mails leave for no mail server, but for {kind}", "set EMAIL_URL=smtp+tls://user:password@host")
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    connection = get_connection(timeout=settings.EMAIL_TIMEOUT)
    try:
        connection.open()
        connection.close()
    except smtplib.SMTPAuthenticationError:
        yield error(f"the mail server {server} refuses the password", "correct user and password in EMAIL_URL")
    except (OSError, smtplib.SMTPException) as failure:
        yield error(
            f"the mail server {server} is not reached: {type(failure).__name__}",
            "correct EMAIL_URL, or open the way to the mail server",
        )
    else:
        yield fine(f"the mail server {server} takes us in")
    if not settings.ALERT_EMAILS:
        yield warning("nobody is told of trouble", "set ALERT_EMAILS")


def examine_waiting_mails() -> Iterator[Finding]:
    """What stands in the way is said by the last failure, unless no worker has tried at all."""
    waiting = WaitingMail.objects.waiting().standing()
    if waiting.oldest > MAY_WAIT:
        failed = WaitingMail.objects.waiting().exclude(error="").order_by("-due_at").values_list("error", flat=True)
        reason = failed.first() or "no worker has tried"
        yield warning(
            f"{waiting.number} mails wait, the oldest for {waiting.oldest.total_seconds() / 60:.0f} min: {reason}",
            "mend what is said of mail and queues; they leave by themselves then",
        )
    else:
        yield fine(f"{waiting.number} mails wait, none for long")
    lost = WaitingMail.objects.given_up().filter(given_up_at__gt=Now() - NEWS_FOR).count()
    if lost:
        yield warning(f"{lost} mails were given up since yesterday", 'admin, "Waiting mails": to whom, and why')


def send_test_mail(address: str) -> Finding:
    mail = Mail(
        subject="AgentIQ Chat Center: test",
        text=f"This mail was sent by `manage.py doctor` of {settings.PUBLIC_URL}. Nothing is to be done.\n",
        html=None,
        to=[address],
    )
    try:
        deliver(mail)
    except (OSError, smtplib.SMTPException) as failure:
        return error(f"the test mail was not taken: {type(failure).__name__}", "look at the log of the mail server")
    return fine("the test mail was taken; look whether it arrives")
