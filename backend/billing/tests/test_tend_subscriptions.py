"""What time does to a subscription: entered, noted and told once, however late it is noticed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, Membership, Workspace
from accounts.tests.factories import make_workspace
from billing.models import Plan, Subscription
from billing.services import tending
from billing.services.subscriptions import begin_trial, grant_access
from billing.services.tending import TIME, tend_subscriptions
from billing.tests.factories import make_pilot
from billing.tests.money import NOW, make_subscription
from core.tests.waiting_mails import waiting_mails

DAY = timedelta(days=1)


def changes() -> list[dict[str, Any]]:
    entries = AuditEntry.objects.filter(action="subscription.state_changed").order_by("pk")
    return [entry.details for entry in entries]


def tend_at(*moments: datetime) -> None:
    for moment in moments:
        tend_subscriptions(now=moment)


def test_each_state_is_entered_noted_and_told_once(workspace: Workspace, owner_member: Membership) -> None:
    end = make_subscription(workspace=workspace).trial_ends_at
    assert end is not None

    tend_at(*(moment for at in (end, end + 3 * DAY, end + 33 * DAY) for moment in (at, at + DAY / 2)))

    assert [change["after"] for change in changes()] == ["grace", "read_only", "stopped"]
    assert [mail["to"] for mail in waiting_mails()] == [[owner_member.user.email]] * 3
    assert "Отправка ответов остановлена" in waiting_mails()[1]["subject"]
    assert all(mail["html"] for mail in waiting_mails())


def test_a_clock_that_jumped_over_the_end_enters_only_where_it_landed(
    workspace: Workspace, owner_member: Membership
) -> None:
    make_subscription(workspace=workspace)

    tend_at(NOW + 20 * DAY, NOW + 20 * DAY)

    assert [(change["before"], change["after"]) for change in changes()] == [("trial", "read_only")]
    assert len(waiting_mails()) == 1


def test_the_end_is_announced_once_some_days_before(workspace: Workspace, owner_member: Membership) -> None:
    end = make_subscription(workspace=workspace).trial_ends_at
    assert end is not None

    tend_at(end - 4 * DAY, end - 2 * DAY, end - DAY)

    assert [mail["subject"] for mail in waiting_mails()] == ["Пробный период заканчивается 06.12.2026"]


def test_a_death_before_the_end_leaves_neither_the_note_nor_the_mail_and_both_come_later(
    workspace: Workspace, owner_member: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = make_subscription(workspace=workspace).trial_ends_at
    assert end is not None

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(tending, "tell_state", die)
        with pytest.raises(KeyboardInterrupt):
            tend_at(end)
    before = (waiting_mails(), Subscription.objects.get().told_state)
    tend_at(end + DAY / 24)

    assert before == ([], "trial")
    assert (len(waiting_mails()), Subscription.objects.get().told_state) == (1, "grace")


def test_a_trial_begins_once(workspace: Workspace) -> None:
    begin_trial(workspace=workspace, author=TIME, now=NOW)

    again = begin_trial(workspace=workspace, author=TIME, now=NOW + 20 * DAY)

    assert again.trial_ends_at == NOW + 14 * DAY
    assert AuditEntry.objects.filter(action="subscription.trial_begun").count() == 1


def test_granted_time_is_never_shortened(workspace: Workspace) -> None:
    plan, now = Plan.objects.get(code="team"), timezone.now()

    for days in (30, 10):
        grant_access(workspace=workspace, plan=plan, until=now + days * DAY, author=TIME, reason="договор", now=now)

    assert Subscription.objects.get().paid_until == now + 30 * DAY
    assert Subscription.objects.get().state == "active"


def test_many_subscriptions_cost_no_more_queries_than_one(
    workspace: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for company in (workspace, *(make_workspace(slug=f"shop-{number}") for number in range(3))):
        make_subscription(workspace=company)
        make_pilot(workspace=company, starts_on=NOW.date(), ends_on=(NOW + 30 * DAY).date(), state="cancelled")

    with django_assert_num_queries(5):
        tend_subscriptions(now=NOW)

    assert changes() == []
