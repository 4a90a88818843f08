"""From events to what members see: who, once, in one piece, and not what is no longer true."""

from datetime import time, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_member, make_workspace
from chats.models import Change, Chat
from chats.services.alerts import telling
from chats.services.alerts.finding import find_events
from chats.services.alerts.readers import readers_of
from chats.services.alerts.telling import tell_events
from chats.services.clock import refresh_clock
from chats.tests.alerts import MINUTE, answer_in_cabinet, go_round, kinds, make_debt, read_at
from chats.tests.factories import NOW, make_account, make_message
from chats.tests.test_find_events import at_once
from sla.models import Delivery, Event, Notification, NotificationSettings

Kind = Event.Kind
HOUR = timedelta(hours=1)

pytestmark = pytest.mark.usefixtures("owner_member", "agent_member")


def told(membership: Membership) -> list[str]:
    return list(Notification.objects.of_member(membership).order_by("pk").values_list("kind", flat=True))


def settle(now: Any = NOW) -> None:
    find_events(now=now)
    tell_events(now=now)


def test_every_member_is_told_once_in_the_product(
    workspace: Workspace, owner_member: Membership, agent_member: Membership
) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)

    settle()
    settle(NOW + MINUTE)

    assert told(owner_member) == told(agent_member) == [Kind.BREACHED]
    notification = Notification.objects.of_member(agent_member).get()
    assert (notification.chat_id, notification.about_at, notification.counts) == (
        chat.pk,
        NOW - MINUTE,
        {"obligation.breached": 1},
    )


def test_by_default_an_owner_gets_breaches_by_mail_and_an_agent_gets_none(
    workspace: Workspace, owner_member: Membership
) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    make_debt(workspace=workspace, due_at=NOW + 10 * MINUTE)

    settle()

    assert list(Delivery.objects.values_list("membership", "channel", "kind")) == [
        (owner_member.pk, "email", Kind.BREACHED)
    ]


def test_a_member_hears_only_what_was_chosen(workspace: Workspace, agent_member: Membership) -> None:
    NotificationSettings.objects.create(
        membership=agent_member, spa_events=[], email_events=[Kind.WARNING.value, Kind.BREACHED.value]
    )
    make_debt(workspace=workspace, due_at=NOW + 10 * MINUTE)

    settle()

    assert told(agent_member) == []
    assert Delivery.objects.get(membership=agent_member).kind == Kind.WARNING


def test_other_workspaces_and_people_who_left_hear_nothing(workspace: Workspace, agent_member: Membership) -> None:
    stranger = make_member(workspace=make_workspace())
    agent_member.user.is_active = False
    agent_member.user.save()
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    settle()

    assert told(stranger) == told(agent_member) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_tell_each_member_once(workspace: Workspace, agent_member: Membership) -> None:
    for _ in range(3):
        make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)

    at_once([lambda: tell_events(now=NOW)] * 4)
    tell_events(now=NOW)

    assert told(agent_member) == [Kind.BREACHED] * 3


@pytest.mark.django_db(transaction=True)
def test_a_process_that_dies_while_it_tells_leaves_the_event_to_the_next(
    workspace: Workspace, agent_member: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    with monkeypatch.context() as dying:
        dying.setattr(telling, "_settle", _die)
        with pytest.raises(KeyboardInterrupt):
            tell_events(now=NOW)
    after_death = (told(agent_member), Delivery.objects.count(), Change.objects.count())

    tell_events(now=NOW + MINUTE)
    tell_events(now=NOW + 2 * MINUTE)

    assert after_death == ([], 0, 0)
    assert told(agent_member) == [Kind.BREACHED]
    assert Delivery.objects.count() == 1


def _die(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_fault_in_one_workspace_keeps_no_other_from_being_told(
    workspace: Workspace, agent_member: Membership, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = make_workspace()
    for place in (broken, workspace):
        make_debt(workspace=place, due_at=NOW - MINUTE)
    find_events(now=NOW)
    readers = readers_of

    def fail_in_one(place: Workspace) -> Any:
        if place == broken:
            raise ZeroDivisionError
        return readers(place)

    monkeypatch.setattr(telling, "readers_of", fail_in_one)
    tell_events(now=NOW)

    assert told(agent_member) == [Kind.BREACHED]
    assert Event.objects.get(workspace=broken).telling == Event.Telling.PENDING
    assert "alerts.workspace_failed" in caplog.text


def test_a_task_whose_time_is_up_goes_to_no_other_workspace(
    workspace: Workspace, agent_member: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    monkeypatch.setattr(telling, "readers_of", Mock(side_effect=SoftTimeLimitExceeded))

    with pytest.raises(SoftTimeLimitExceeded):
        tell_events(now=NOW)

    assert Event.objects.get().telling == Event.Telling.PENDING


def test_a_chat_that_was_answered_in_between_is_dropped(workspace: Workspace, agent_member: Membership) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    answer_in_cabinet(chat, at=NOW - MINUTE / 2, now=NOW)

    tell_events(now=NOW)

    assert told(agent_member) == []
    assert Event.objects.get(kind=Kind.BREACHED).drop_reason == "alert_solved"


def test_a_warning_that_was_overtaken_by_its_breach_is_dropped(workspace: Workspace, agent_member: Membership) -> None:
    make_debt(workspace=workspace, due_at=NOW)
    find_events(now=NOW)

    settle(NOW + MINUTE)

    assert told(agent_member) == [Kind.BREACHED]
    assert Event.objects.get(kind=Kind.WARNING).drop_reason == "alert_overtaken"


def test_a_snoozed_chat_is_not_warned_of_but_its_breach_is_told(workspace: Workspace, agent_member: Membership) -> None:
    make_debt(workspace=workspace, due_at=NOW + 10 * MINUTE, status=Chat.Status.SNOOZED)

    settle()
    settle(NOW + 11 * MINUTE)

    assert told(agent_member) == [Kind.BREACHED]


def test_a_disconnected_cabinet_alarms_nobody(workspace: Workspace, agent_member: Membership) -> None:
    account = make_account(workspace=workspace)
    make_debt(account=account, due_at=NOW - MINUTE)
    account.disconnected_at = NOW
    account.save()

    settle()

    assert told(agent_member) == []


def test_an_answer_found_after_the_alarm_takes_the_breach_back(workspace: Workspace, agent_member: Membership) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    answer_in_cabinet(chat, at=NOW - 2 * MINUTE, now=NOW + 10 * MINUTE)

    settle(NOW + 10 * MINUTE)
    settle(NOW + 11 * MINUTE)

    assert told(agent_member) == [Kind.BREACHED, Kind.BREACH_REVOKED]
    assert kinds() == [Kind.BREACHED, Kind.MET, Kind.BREACH_REVOKED]


def test_an_answer_that_was_late_takes_nothing_back(workspace: Workspace, agent_member: Membership) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - 2 * MINUTE)
    settle()
    answer_in_cabinet(chat, at=NOW - MINUTE, now=NOW + 10 * MINUTE)

    settle(NOW + 10 * MINUTE)

    assert told(agent_member) == [Kind.BREACHED]


def test_a_breach_that_nobody_was_told_of_is_not_taken_back(workspace: Workspace, agent_member: Membership) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    answer_in_cabinet(chat, at=NOW - 2 * MINUTE, now=NOW)

    settle()

    assert told(agent_member) == []
    assert Event.objects.get(kind=Kind.BREACH_REVOKED).drop_reason == "alert_breach_not_told"


def test_an_earlier_message_found_late_makes_no_second_alarm(workspace: Workspace, agent_member: Membership) -> None:
    """The debt is opened by another message now, and is as overdue as it was."""
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    make_message(chat=chat, at=NOW - 6 * HOUR)
    refresh_clock(chat, now=NOW)

    settle(NOW + MINUTE)

    assert chat.due_at == NOW - 2 * HOUR
    assert told(agent_member) == [Kind.BREACHED]


def test_after_three_hours_without_a_worker_each_member_gets_one_digest(
    workspace: Workspace, owner_member: Membership, agent_member: Membership
) -> None:
    account = make_account(workspace=workspace)
    for minutes in range(1, 101):
        make_debt(account=account, due_at=NOW + minutes * MINUTE)
    back = NOW + 3 * HOUR
    read_at(account, back)

    settle(back)
    settle(back + MINUTE)

    assert told(agent_member) == told(owner_member) == ["digest"]
    digest = Notification.objects.of_member(agent_member).get()
    assert (digest.counts, digest.is_late, digest.chat) == ({"obligation.breached": 100}, True, None)
    assert list(Delivery.objects.values_list("membership", "kind")) == [(owner_member.pk, "digest")]
    assert set(Event.objects.values_list("is_late", flat=True)) == {True}


def test_after_an_outage_the_cabinet_is_read_before_anything_is_told(
    workspace: Workspace, agent_member: Membership
) -> None:
    """What was answered in the cabinet meanwhile alarms nobody."""
    account = make_account(workspace=workspace)
    answered = make_debt(account=account, due_at=NOW + MINUTE)
    make_debt(account=account, due_at=NOW + 2 * MINUTE)
    back = NOW + 3 * HOUR
    settle(back)
    before = told(agent_member)
    answer_in_cabinet(answered, at=NOW, now=back + MINUTE)
    read_at(account, back + MINUTE)

    settle(back + MINUTE)

    assert before == []
    assert told(agent_member) == [Kind.BREACHED]
    assert Notification.objects.of_member(agent_member).get().is_stale is False


def test_a_cabinet_that_stays_unread_is_told_of_after_five_minutes_with_a_warning(
    workspace: Workspace, agent_member: Membership
) -> None:
    make_debt(workspace=workspace, due_at=NOW + MINUTE)
    back = NOW + 3 * HOUR

    settle(back)
    before = told(agent_member)
    settle(back + 5 * MINUTE)

    assert before == []
    assert Notification.objects.of_member(agent_member).get().is_stale is True


def test_a_rush_is_told_together(workspace: Workspace, agent_member: Membership) -> None:
    for _ in range(6):
        make_debt(workspace=workspace, due_at=NOW - MINUTE)

    settle()

    assert told(agent_member) == ["digest"]


def test_in_quiet_hours_the_product_makes_no_noise_and_mails_wait_until_morning(
    workspace: Workspace, owner_member: Membership
) -> None:
    NotificationSettings.objects.create(
        membership=owner_member,
        spa_events=[Kind.BREACHED.value],
        email_events=[Kind.BREACHED.value],
        quiet_from=time(14, 0),
        quiet_to=time(8, 0),
        time_zone="Europe/Moscow",
    )
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    settle()

    assert Notification.objects.of_member(owner_member).get().is_quiet is True
    assert Delivery.objects.get().next_attempt_at == NOW + 17 * HOUR


def test_the_feed_shows_a_notification_to_its_member_alone(
    workspace: Workspace, agent: APIClient, owner: APIClient, api_key_client: Any, agent_member: Membership
) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    go_round(NOW)
    mine = Notification.objects.of_member(agent_member).get()

    feeds = {
        name: client.get("/api/v1/changes?after=0").json()
        for name, client in {"agent": agent, "owner": owner, "key": api_key_client("chats:read")}.items()
    }

    seen = {
        name: [row["notification_id"] for row in feed["results"] if row["kind"] == "notification.created"]
        for name, feed in feeds.items()
    }
    assert seen["agent"] == [str(mine.pk)]
    assert len(seen["owner"]) == 1
    assert seen["owner"] != seen["agent"]
    assert seen["key"] == []
    assert len({feed["next_after"] for feed in feeds.values()}) == 1
    assert feeds["agent"]["results"][-1]["chat_id"] == str(chat.pk)
