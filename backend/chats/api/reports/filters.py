"""What a report is asked for: the same questions for figures, lists and files."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from rest_framework import serializers

from accounts.models import Workspace
from chats.selectors.reported_accounts import reported_accounts
from core.api.fields import CountField, FlagField, IdField, IdsField, MomentField, WordField
from core.api.requests import RequestSerializer
from sla.facts import Kind
from sla.reports.groups import API_KEYS, CABINET, FORMER, HOURS_OF_WEEK, NOBODY
from sla.reports.outcomes import OUTCOMES
from sla.reports.period import LONGEST, period_of
from sla.reports.selection import Selection

USUAL_DAYS: Final = 28
NOT_MEMBERS: Final = (CABINET, API_KEYS, FORMER, NOBODY)


class PersonField(IdField):
    """The id of a membership, or a word for those who have none."""

    def to_internal_value(self, data: Any) -> Any:
        return data if data in NOT_MEMBERS else str(super().to_internal_value(data))


class AccountFilterSerializer(RequestSerializer):
    chat_account = IdsField(help_text="Ids, separated by commas; all unless told.")
    kind = WordField(
        choices=[kind.value for kind in Kind],
        required=False,
        help_text="`first`: the first answer of an episode, which begins after 14 quiet days or a close here.",
    )


class PeriodFilterSerializer(AccountFilterSerializer):
    days = CountField(
        min_value=1, max_value=LONGEST.days, default=USUAL_DAYS, help_text="So many days up to `to`, without `from`."
    )
    to = MomentField(required=False, help_text="End of the period, not included; now unless told.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` is a word of Python."""
        begin = MomentField(required=False, help_text="Start of the period, which has at most 366 days.")
        return {"from": begin, **super().get_fields()}


class ObligationFilterSerializer(PeriodFilterSerializer):
    outcome = WordField(choices=list(OUTCOMES), required=False)
    member = PersonField(
        required=False,
        help_text="Who answered: the id of a membership, or `cabinet` (written outside of our product), `api_keys`, "
        "`former` (members who left) or `nobody`.",
    )
    hour_of_week = CountField(
        min_value=0,
        max_value=HOURS_OF_WEEK - 1,
        required=False,
        help_text="Hour of the opening in the zone of the workspace; 0 is Monday from 00:00 to 01:00.",
    )
    baseline = FlagField(default=False, help_text="The frozen obligations of the baseline; the period is ignored.")


def selection_of(checked: dict[str, Any], workspace: Workspace, *, now: datetime) -> Selection:
    """What any of these filters choose."""
    period = period_of(
        days=checked.get("days", USUAL_DAYS), starts_at=checked.get("from"), ends_at=checked.get("to"), now=now
    )
    return Selection(
        workspace_id=workspace.pk,
        period=period,
        time_zone=workspace.time_zone,
        accounts=reported_accounts(workspace, only=checked["chat_account"]),
        kind=checked.get("kind", ""),
        person=checked.get("member", ""),
        hour=checked.get("hour_of_week"),
        outcome=checked.get("outcome", ""),
        is_baseline=checked.get("baseline", False),
    )
