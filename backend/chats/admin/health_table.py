"""A table of the health page: its words, and cells that may lead to a row."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.timesince import timesince
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Table:
    title: str
    headers: list[str]
    rows: list[list[str]] = field(default_factory=list)


def link(address: str, text: object) -> str:
    return format_html('<a class="text-primary-600 dark:text-primary-500" href="{}">{}</a>', address, text)


def moment(at: datetime | None, now: datetime) -> str:
    """The moment and how long ago it was."""
    if at is None:
        return "–"
    age = _("%(age)s ago") % {"age": timesince(at, now)}
    return f"{timezone.localtime(at):%d.%m %H:%M:%S}, {age}"
