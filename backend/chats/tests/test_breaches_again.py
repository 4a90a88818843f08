"""A breach that was taken back, and a debt that is overdue once more; a debt that another message opens now."""

from datetime import datetime, time, timedelta

import pytest

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_actor
from chats.models import Chat, Message
from chats.services.alerts.finding import find_events
from chats.services.alerts.telling import tell_events
from chats.services.clock import refresh_clock
from chats.services.recomputing import recompute_open
from chats.tests.alerts import MINUTE, answer_in_cabinet, make_debt
from chats.tests.factories import NOW, make_message
from chats.tests.test_tell_events import settle, told
from sla.models import Delivery, Event, NotificationSettings, Policy
from sla.tests.factories import add_version, make_policy

Kind = Event.Kind
HOUR = timedelta(hours=1)


@pytest.fixture
def policy(workspace: Workspace) -> Policy:
    return make_policy(workspace=workspace, minutes=240, since=NOW - 24 * HOUR)


def set_target(policy: Policy, minutes: int, *, now: datetime) -> None:
    """For what is open, too."""
    add_version(policy, minutes=minutes, since=now)
    recompute_open(policy=policy, actor=make_actor(workspace=policy.workspace), now=now)


def refuse_pictures(chat: Chat, *, now: datetime) -> None:
    """What looked like an answer never reached the buyer."""
    chat.messages.filter(author=Message.Author.SELLER).update(moderation=Message.Moderation.FAILED)
    refresh_clock(chat, now=now)


def test_a_debt_that_got_more_time_is_warned_of_and_told_again_when_that_is_over(
    workspace: Workspace, agent_member: Membership, policy: Policy
) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    set_target(policy, 600, now=NOW + MINUTE)

    for minutes in (1, 2, 210, 211, 358, 360, 361):
        settle(NOW + minutes * MINUTE)

    assert told(agent_member) == [Kind.BREACHED, Kind.BREACH_REVOKED, Kind.WARNING, Kind.BREACHED]


def test_a_debt_that_is_overdue_by_the_new_targets_as_well_is_not_taken_back(
    workspace: Workspace, agent_member: Membership, policy: Policy
) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    set_target(policy, 250, now=NOW + 30 * MINUTE)

    settle(NOW + 30 * MINUTE)

    assert told(agent_member) == [Kind.BREACHED]


def test_an_answer_that_turns_out_to_be_none_has_the_breach_told_again(
    workspace: Workspace, agent_member: Membership
) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    answer_in_cabinet(chat, at=NOW - 2 * MINUTE, now=NOW + MINUTE)
    settle(NOW + MINUTE)
    refuse_pictures(chat, now=NOW + 2 * MINUTE)

    settle(NOW + 2 * MINUTE)
    settle(NOW + 3 * MINUTE)

    assert told(agent_member) == [Kind.BREACHED, Kind.BREACH_REVOKED, Kind.BREACHED]


def test_what_came_and_went_before_anybody_was_told_is_told_once(
    workspace: Workspace, agent_member: Membership
) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    answer_in_cabinet(chat, at=NOW - 2 * MINUTE, now=NOW)
    refuse_pictures(chat, now=NOW)

    settle(NOW + MINUTE)

    assert told(agent_member) == [Kind.BREACHED]
    reasons = Event.objects.exclude(drop_reason="").order_by("pk").values_list("kind", "drop_reason")
    assert list(reasons) == [
        (Kind.BREACHED, "alert_solved"),
        (Kind.BREACH_REVOKED, "alert_breach_not_told"),
    ]


def test_a_mail_that_waits_for_the_morning_outlives_an_earlier_message_found_in_the_night(
    workspace: Workspace, owner_member: Membership
) -> None:
    """The debt is opened by another message now, and is as overdue as it was."""
    NotificationSettings.objects.create(
        membership=owner_member,
        email_events=[Kind.BREACHED.value],
        quiet_from=time(14, 0),
        quiet_to=time(16, 0),
        time_zone="Europe/Moscow",
    )
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    make_message(chat=chat, at=NOW - 6 * HOUR)
    refresh_clock(chat, now=NOW + MINUTE)

    event = Event.objects.select_related("obligation").get(kind=Kind.BREACHED)

    assert list(Delivery.objects.values_list("state", flat=True)) == [Delivery.State.QUEUED]
    assert event.obligation is not None
    assert event.obligation.due_at == NOW - 2 * HOUR


def test_a_breach_found_of_a_debt_that_is_gone_is_taken_back_with_its_heir(
    workspace: Workspace, agent_member: Membership
) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    make_message(chat=chat, at=NOW - 6 * HOUR)
    refresh_clock(chat, now=NOW)
    answer_in_cabinet(chat, at=NOW - 3 * HOUR, now=NOW + MINUTE)

    settle(NOW + MINUTE)

    assert told(agent_member) == [Kind.BREACHED, Kind.BREACH_REVOKED]


def test_two_debts_of_which_one_was_met_are_told_right(workspace: Workspace, agent_member: Membership) -> None:
    """The answer found in between ends the earlier of two questions, and the later one is overdue as it was."""
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    settle()
    make_message(chat=chat, at=NOW - 6 * HOUR)
    refresh_clock(chat, now=NOW)
    answer_in_cabinet(chat, at=NOW - 5 * HOUR, now=NOW + MINUTE)

    settle(NOW + MINUTE)
    settle(NOW + 2 * MINUTE)

    assert told(agent_member) == [Kind.BREACHED, Kind.BREACH_REVOKED, Kind.BREACHED]
    assert tell_events(now=NOW + 3 * MINUTE) == 0
