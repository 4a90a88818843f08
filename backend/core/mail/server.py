"""The one way to the mail server."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from core import soft_limit
from core.mail.message import Mail


def deliver(mail: Mail, *, name: str | None = None) -> None:
    """`name` becomes the Message-ID: by it the reader's mail program knows a second copy.

    The caller has no soft limit from here on, so that it can write down what became of the mail: one mail a task.
    OSError when the mail was not taken, or nobody knows.
    """
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{name}@{host}>"} if name else None
    message = EmailMultiAlternatives(subject=mail.subject, body=mail.text, to=mail.to, headers=headers)
    if mail.html is not None:
        message.attach_alternative(mail.html, "text/html")
    soft_limit.lift()
    message.send()
