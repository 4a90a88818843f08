"""What figures are told apart by: the cabinet, the person who answered, the hour at which the buyer began to wait."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, DateTimeField, F, Func, IntegerField, Q, Value, When
from django.db.models.functions import Cast, Collate

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


# Hours since the first Monday of 1970; much quicker than asking for the day and the hour apart.
_HOUR: Final = f"mod((floor(date_part('epoch', %(expressions)s))::bigint - 345600) / 3600, {HOURS_OF_WEEK})"


def person() -> Any:
    """The id of the membership, or a word for everybody who has none."""
    words = [When(condition, then=Value(word)) for word, condition in _PEOPLE.items()]
    key = Case(*words, default=Cast(F("answered_by_member"), CharField()), output_field=CharField())
    return Collate(key, "C")


def of_person(key: str) -> Q:
    return _PEOPLE[key] if key in _PEOPLE else Q(answered_by_kind=SenderKind.MEMBER, answered_by_member=int(key))


def hour_of_week(zone: ZoneInfo) -> Any:
    """Of the opening, by the clocks of the workspace: 0 is Monday from 00:00 to 01:00, 167 ends the Sunday."""
    local = Func(Value(zone.key), F("opened_at"), function="timezone", output_field=DateTimeField())
    return Func(local, template=_HOUR, output_field=IntegerField())
