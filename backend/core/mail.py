"""Mails are written by templates in the reader's language and delivered in the background."""

from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from core.queue import enqueue


def send_mail(*, template: str, to: list[str], language: str, context: dict[str, Any]) -> None:
    """Send `mail/<template>.<language>.txt`, whose first line is the subject, with an optional `.html` beside it."""
    subject, _, text = render_to_string(f"mail/{template}.{language}.txt", context).partition("\n")
    try:
        html = render_to_string(f"mail/{template}.{language}.html", context)
    except TemplateDoesNotExist:
        html = None
    enqueue("core.deliver_mail", subject=subject.strip(), text=text.strip() + "\n", html=html, to=to)
