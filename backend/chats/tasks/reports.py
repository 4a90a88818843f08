"""Doors of the reports."""

from celery import shared_task
from django.utils import timezone

from chats.services import weekly_reports
from chats.services.baselines import freeze_due_baselines, measure_outdated_baselines
from core.mail.server import HARD_LIMIT, SOFT_LIMIT


@shared_task(name="chats.keep_baselines")
def keep_baselines() -> None:
    now = timezone.now()
    freeze_due_baselines(now=now)
    measure_outdated_baselines(now=now)


@shared_task(name="chats.plan_weekly_reports")
def plan_weekly_reports() -> None:
    weekly_reports.plan_weekly_reports(now=timezone.now())


@shared_task(name="chats.send_weekly_report", soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
def send_weekly_report(*, report_id: int) -> None:
    weekly_reports.send_weekly_report(report_id=report_id, now=timezone.now())
