"""What staff see of the clock: everything, without changing any of it."""

from datetime import UTC, date, datetime, timedelta

from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Workspace
from chats.services.clock import refresh_clock
from chats.tests.factories import make_account, make_chat, make_message
from sla.models import Baseline, Calendar, Obligation, Policy, WeeklyReport
from sla.services.baselines import freeze_baseline
from sla.tests.factories import make_calendar, make_policy

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
BUYERS_WORDS = "Крышка не закрывается"


def opened(staff: Client, name: str, *args: int) -> str:
    response = staff.get(reverse(f"admin:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_policies_and_calendars_are_shown_with_their_versions(staff: Client, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, weekdays="09:15–13:45", title="Склад", since=SINCE)
    account = make_account(workspace=workspace, title="Лавка на Ozon")
    make_policy(workspace=workspace, minutes=37, chat_account=account, calendar=calendar, since=SINCE)

    assert "Лавка на Ozon" in opened(staff, "sla_policy_changelist")
    assert "37" in opened(staff, "sla_policy_change", Policy.objects.get().pk)
    assert "Склад" in opened(staff, "sla_calendar_changelist")
    page = opened(staff, "sla_calendar_change", Calendar.objects.get().pk)
    assert "09:15–13:45" in page
    assert 'name="_save"' not in page


def test_an_obligation_is_shown_without_the_words_of_its_chat(staff: Client, workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace)
    message = make_message(chat=chat, text=BUYERS_WORDS)
    refresh_clock(chat, now=message.sent_at)

    listed = opened(staff, "sla_obligation_changelist")
    page = opened(staff, "sla_obligation_change", Obligation.objects.get().pk)

    assert BUYERS_WORDS not in listed + page
    assert message.external_id in page
    assert 'name="_save"' not in page


def test_a_baseline_is_shown_with_its_days_and_size(staff: Client, workspace: Workspace) -> None:
    account = make_account(workspace=workspace, title="Лавка на Ozon", connected_at=SINCE)
    chat = make_chat(account=account)
    message = make_message(chat=chat, text=BUYERS_WORDS, at=SINCE - timedelta(days=1))
    refresh_clock(chat, now=message.sent_at)
    baseline = freeze_baseline(
        workspace_id=workspace.pk, chat_account_id=account.pk, connected_at=SINCE, now=SINCE, anew=False
    )

    listed = opened(staff, "sla_baseline_changelist")
    page = opened(staff, "sla_baseline_change", baseline.pk)

    assert Baseline.objects.get().sample_size == 1
    assert "Лавка на Ozon" in listed
    assert BUYERS_WORDS not in listed + page
    assert 'name="_save"' not in page


def test_a_weekly_report_is_shown_with_its_reader_and_whether_it_left(staff: Client, owner_member: Membership) -> None:
    week = date(2026, 11, 16)
    sent = WeeklyReport.objects.create(membership=owner_member, week_date=week, created_at=SINCE, sent_at=SINCE)
    WeeklyReport.objects.create(
        membership=owner_member, week_date=week + timedelta(days=7), created_at=SINCE, attempts=3
    )

    listed = opened(staff, "sla_weeklyreport_changelist")
    page = opened(staff, "sla_weeklyreport_change", sent.pk)

    assert owner_member.user.email in listed
    assert owner_member.workspace.name in page
    assert 'name="_save"' not in page
