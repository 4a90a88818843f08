"""The words of the files, in the reader's language."""

from __future__ import annotations

from typing import Final

from django.utils.dates import WEEKDAYS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sla.facts import Kind, State
from sla.reports.groups import API_KEYS, CABINET, FORMER, NOBODY
from sla.senders import SenderKind

Word = str | Promise

KINDS: Final[dict[str, Word]] = {Kind.FIRST: _("first reply"), Kind.NEXT: _("next reply")}
STATES: Final[dict[str, Word]] = {
    State.OPEN: _("waits for an answer"),
    State.MET: _("was answered in time"),
    State.MET_LATE: _("was answered late"),
    State.WAIVED: _("no answer needed"),
    State.CLOSED_UNANSWERED: _("closed without an answer"),
    State.LOST: _("window closed"),
}
PEOPLE: Final[dict[str, Word]] = {
    CABINET: _("in the marketplace's cabinet"),
    API_KEYS: _("programs, by API key"),
    FORMER: _("members who left"),
    NOBODY: _("nobody"),
}
SENDERS: Final[dict[str, Word]] = {SenderKind.CABINET: PEOPLE[CABINET]}


def hour_title(hour_of_week: int) -> str:
    day, hour = divmod(hour_of_week, 24)
    return f"{WEEKDAYS[day]} {hour:02}:00"
