"""What time does to a subscription: entered, noted and told once, however late it is noticed."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import AuditEntry, Membership, Workspace
from billing.models import Plan, Subscription
from billing.services import access_mails
from billing.services.subscriptions import begin_trial, grant_access
from billing.services.tending import TIME, tend_subscriptions
from billing.tests.money import NOW, make_subscription

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
    assert [message.to for message in mail.outbox] == [[owner_member.user.email]] * 3
    assert "Отправка ответов остановлена" in mail.outbox[1].subject
    assert all("text/html" in str(message.message()) for message in mail.outbox)


def test_a_clock_that_jumped_over_the_end_enters_only_where_it_landed(
    workspace: Workspace, owner_member: Membership
) -> None:
    make_subscription(workspace=workspace)

    tend_at(NOW + 20 * DAY, NOW + 20 * DAY)

    assert [(change["before"], change["after"]) for change in changes()] == [("trial", "read_only")]
    assert len(mail.outbox) == 1


def test_the_end_is_announced_once_some_days_before(workspace: Workspace, owner_member: Membership) -> None:
    end = make_subscription(workspace=workspace).trial_ends_at
    assert end is not None

    tend_at(end - 4 * DAY, end - 2 * DAY, end - DAY)

    assert [message.subject for message in mail.outbox] == ["Пробный период заканчивается 06.12.2026"]


def test_a_mail_that_could_not_be_sent_is_sent_later(
    workspace: Workspace, owner_member: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = make_subscription(workspace=workspace).trial_ends_at
    assert end is not None

    def refuse(*_: object, **__: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patched:
        patched.setattr(access_mails, "deliver", refuse)
        tend_at(end)
    tend_at(end + DAY / 24)

    assert len(mail.outbox) == 1
    assert Subscription.objects.get().told_state == "grace"


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
