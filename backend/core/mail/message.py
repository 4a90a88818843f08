"""What a mail says, by templates in the reader's language."""

from dataclasses import dataclass, field
from typing import Any

from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Mail:
    subject: str
    text: str = field(repr=False)
    html: str | None = field(repr=False)
    to: list[str] = field(repr=False)


def write_mail(*, template: str, to: list[str], language: str, context: dict[str, Any]) -> Mail:
    """`mail/<template>.<language>.txt`, whose first line is the subject, and `mail/<template>.<language>.html`; where
    there is no such page, the text in the common frame."""
    subject, _, text = (
        part.strip() for part in render_to_string(f"mail/{template}.{language}.txt", context).partition("\n")
    )
    subject = " ".join(subject.split())
    try:
        html = render_to_string(f"mail/{template}.{language}.html", context)
    except TemplateDoesNotExist:
        html = render_to_string("mail/frame.html", {"subject": subject, "text": text, "language": language})
    return Mail(subject=subject, text=text + "\n", html=html, to=to)
