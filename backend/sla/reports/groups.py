"""What figures are told apart by: the cabinet, the person who answered, the hour at which the buyer began to wait."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, ExtractHour, ExtractIsoWeekDay

from sla.senders import SenderKind

CABINET: Final = "cabinet"
API_KEYS: Final = "api_keys"
FORMER: Final = "former"
NOBODY: Final = "nobody"
HOURS_OF_WEEK: Final = 7 * 24

_PEOPLE: Final[dict[str, Q]] = {
    NOBODY: Q(answered_by_kind=""),
    CABINET: Q(answered_by_kind=SenderKind.CABINET),
    API_KEYS: Q(answered_by_kind=SenderKind.API_KEY),
    FORMER: Q(answered_by_kind=SenderKind.MEMBER, answered_by_member=None),
}


def person() -> Any:
    """The id of the membership, or a word for everybody who has none."""
    words = [When(condition, then=Value(word)) for word, condition in _PEOPLE.items()]
    return Case(*words, default=Cast(F("answered_by_member"), CharField()), output_field=CharField())


def of_person(key: str) -> Q:
    return _PEOPLE[key] if key in _PEOPLE else Q(answered_by_kind=SenderKind.MEMBER, answered_by_member=int(key))


def hour_of_week(zone: ZoneInfo) -> Any:
    """Of the opening, by the clocks of the workspace: 0 is Monday from 00:00 to 01:00, 167 ends the Sunday."""
    day = ExtractIsoWeekDay("opened_at", tzinfo=zone)
    return Cast((day - 1) * 24 + ExtractHour("opened_at", tzinfo=zone), IntegerField())
