"""What time does to a subscription: entered, noted and told once, however late it is noticed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.access import AccessState
from accounts.models import AuditEntry, Membership, Workspace
from accounts.tests.factories import make_workspace
from billing.access import Grant
from billing.models import Plan, Subscription
from billing.periods import day_begins
from billing.selectors.access import access_of, grants_of
from billing.services import tending
from billing.services.pilots import cancel_pilot
from billing.services.subscriptions import add_month, begin_trial, grant_access, hold_subscription
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


def test_a_trial_that_a_pilot_follows_is_no_end(workspace: Workspace, owner_member: Membership) -> None:
    end = make_subscription(workspace=workspace).trial_ends_at
    assert end is not None
    make_pilot(workspace=workspace, starts_on=end.date() - DAY, ends_on=end.date() + 20 * DAY, state="planned")

    tend_at(end - 3 * DAY, end - 2 * DAY)

    assert waiting_mails() == []


def test_a_month_paid_after_a_grant_is_a_whole_month(workspace: Workspace) -> None:
    paid_until = datetime(2027, 1, 5, 12, 0, tzinfo=UTC)
    subscription = make_subscription(
        workspace=workspace, paid_from=NOW - 30 * DAY, paid_until=paid_until, anchor_day=5, state="active"
    )
    until = datetime(2027, 1, 25, 21, 0, tzinfo=UTC)
    grant_access(workspace=workspace, plan=subscription.plan, until=until, author=TIME, reason="Договор", now=NOW)

    with transaction.atomic():
        held = hold_subscription(workspace, now=NOW)
        month = add_month(held, plan=subscription.plan, author=TIME, now=NOW)

    assert month == (until, datetime(2027, 2, 25, 21, 0, tzinfo=UTC))


@pytest.mark.parametrize(("day", "expected"), [(12, "grace"), (20, "read_only"), (-1, "trial")])
def test_the_days_of_a_pilot_that_was_broken_off_stay_used(workspace: Workspace, day: int, expected: str) -> None:
    """It began a day ago, the trial ended long before; cancelled after ten days, or before it began."""
    now = NOW + day * DAY
    pilot = make_pilot(workspace=workspace, starts_on=NOW.date(), ends_on=(NOW + 90 * DAY).date(), state="running")
    cancel_pilot(pilot=pilot, author=TIME, now=NOW + 10 * DAY if day > 0 else now)

    access = access_of(workspace, now)

    assert access.state == expected
    assert grants_of(make_subscription(workspace=workspace))[1:] == (
        [] if day < 0 else [Grant(AccessState.PILOT, day_begins(NOW.date()), NOW + 10 * DAY)]
    )


def test_many_subscriptions_cost_no_more_queries_than_one(
    workspace: Workspace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for company in (workspace, *(make_workspace(slug=f"shop-{number}") for number in range(3))):
        make_subscription(workspace=company)
        make_pilot(workspace=company, starts_on=NOW.date(), ends_on=(NOW + 30 * DAY).date(), state="cancelled")

    with django_assert_num_queries(5):
        tend_subscriptions(now=NOW)

    assert changes() == []
