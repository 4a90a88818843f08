"""The weekly report by mail: once per owner and week, also when a process dies in the middle of it."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone, translation

from accounts.models import Membership, Workspace
from chats.models import ChatAccount
from chats.services.weekly_figures import weekly_figures
from chats.weekly_time import due_week
from core.mail import deliver, write_mail
from core.queue import enqueue
from sla.models import NotificationSettings, WeeklyReport

log = logging.getLogger(__name__)

CLAIM: Final = timedelta(minutes=10)
LONGEST_CLAIM: Final = timedelta(hours=6)
MOST_AT_ONCE: Final = 500


def plan_weekly_reports(*, now: datetime) -> int:
    """Write down who gets a report now, and hand all that are still to be sent to the workers."""
    due = _due_zones(now)
    for week_date, zones in due.items():
        readers = _readers(zones, week_date)[:MOST_AT_ONCE]
        rows = [WeeklyReport(membership=member, week_date=week_date, created_at=now) for member in readers]
        WeeklyReport.objects.bulk_create(rows, ignore_conflicts=True)
    waiting = WeeklyReport.objects.unsent(now).filter(week_date__in=list(due)).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:MOST_AT_ONCE])
    for id_ in ids:
        enqueue("chats.send_weekly_report", report_id=id_)
    return len(ids)


def send_weekly_report(*, report_id: int, now: datetime) -> bool:
    """Mail one report unless somebody else is at it; what was not sent is tried again later, and ever more rarely.

    The mail server has it before the row says so: who dies in between makes a second copy, which mail programs know by
    its Message-ID, never none.
    """
    tried = WeeklyReport.objects.filter(pk=report_id).values_list("attempts", flat=True).first() or 0
    claim = min(CLAIM * 2 ** min(tried, 10), LONGEST_CLAIM)
    claimed = WeeklyReport.objects.unsent(now).filter(pk=report_id, attempts=tried)
    if not claimed.update(claimed_until=now + claim, attempts=tried + 1):
        return False
    report = WeeklyReport.objects.select_related("membership__workspace", "membership__user").get(pk=report_id)
    workspace, user = report.membership.workspace, report.membership.user
    zone = ZoneInfo(workspace.time_zone)
    with translation.override(user.language), timezone.override(zone):
        context = weekly_figures(workspace, report.week_date, now=now)
        mail = write_mail(template="weekly_report", to=[user.email], language=user.language, context=context)
    try:
        deliver(mail, name=f"weekly-report.{report_id}")
    except OSError as error:
        log.warning("weekly_report.not_sent", extra={"report_id": report_id, "error": type(error).__name__})
        return False
    WeeklyReport.objects.filter(pk=report_id).update(sent_at=now, claimed_until=None)
    return True


def _due_zones(now: datetime) -> dict[date, list[str]]:
    """Zones in which it is Monday morning or a little later, by the date of that Monday."""
    by_week: dict[date, list[str]] = {}
    for name in Workspace.objects.order_by().values_list("time_zone", flat=True).distinct():
        week_date = due_week(now, ZoneInfo(name))
        if week_date is not None:
            by_week.setdefault(week_date, []).append(name)
    return by_week


def _readers(zones: list[str], week_date: date) -> QuerySet[Membership]:
    """Owners who want it and have no row yet, in workspaces with a cabinet."""
    declined = NotificationSettings.objects.filter(membership=OuterRef("pk"), weekly_report=False)
    planned = WeeklyReport.objects.filter(membership=OuterRef("pk"), week_date=week_date)
    cabinets = ChatAccount.objects.live().filter(workspace=OuterRef("workspace"))
    owners = Membership.objects.owners().filter(user__is_active=True, workspace__time_zone__in=zones)
    return owners.filter(Exists(cabinets), ~Q(Exists(declined)), ~Q(Exists(planned))).order_by("pk")
