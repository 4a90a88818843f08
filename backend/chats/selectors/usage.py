"""How much a workspace is used, day by day: who worked, and how many replies left from here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.db.models.functions import TruncDate

from accounts.models import AuditEntry, Membership, Workspace
from chats.models import Reply

SENT = (Reply.State.ACCEPTED, Reply.State.DELIVERED)


@dataclass(frozen=True, slots=True)
class Day:
    date: date
    active_members: int
    replies_sent: int


def daily_usage(workspace: Workspace, *, first: date, last: date) -> list[Day]:
    """In the days of the workspace. Active is a member who replied, or did something that the audit log knows."""
    zone = ZoneInfo(workspace.time_zone)
    from_, until = _begins(first, zone), _begins(last + timedelta(days=1), zone)
    replies = Reply.objects.filter(workspace=workspace, created_at__gte=from_, created_at__lt=until)
    dated = replies.annotate(on=TruncDate("created_at", tzinfo=zone))
    sent = dict(dated.filter(state__in=SENT, is_simulated=False).values_list("on").annotate(Count("pk")).order_by())
    active = set(dated.exclude(author=None).values_list("on", "author__user_id").distinct())
    deeds = AuditEntry.objects.for_workspace(workspace).filter(at__gte=from_, at__lt=until)
    members = Membership.objects.for_workspace(workspace).values("user_id")
    deeds = deeds.filter(actor_kind="member", user_id__in=members)
    active |= set(deeds.annotate(on=TruncDate("at", tzinfo=zone)).values_list("on", "user_id").distinct().order_by())
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [Day(day, sum(on == day for on, _user in active), sent.get(day, 0)) for day in days]


def _begins(day: date, zone: ZoneInfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone)
