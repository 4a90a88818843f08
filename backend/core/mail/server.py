"""The one way to the mail server.

It may take DIALOGUE_SECONDS over a mail, begun at the last moment of a task's soft limit; then what became of the mail
is written down. So the tasks that send have limits of their own, and a mail is not begun when the time is up.
"""

from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from core import soft_limit
from core.mail.message import Mail

SOFT_LIMIT: Final = 50
HARD_LIMIT: Final = 150


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
    soft_limit.keep_last()
    message.send()
