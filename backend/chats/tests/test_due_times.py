"""When an answer is due, from the message of a buyer to the clock that the API shows."""

from datetime import datetime, timedelta
from typing import Any, Final

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from rest_framework.test import APIClient

from accounts.models import Workspace
from accounts.tests.factories import make_actor, make_workspace
from chats.models import Chat, ChatAccount
from chats.services.chat_actions import waive
from chats.services.clock import refresh_clock
from chats.services.deeds import Deed
from chats.sync.apply import store_messages
from chats.tests.factories import NOW, make_account, make_chat, make_message
from chats.tests.test_page_properties import deliveries, state_of
from connectors.records import RemoteMessage
from sla.models import Obligation
from sla.tests.calendars import MOSCOW, local
from sla.tests.factories import add_version, make_calendar, make_policy

LONG_AGO: Final = local("2020-01-01 00:00")
LUNCH: Final = "09:00–13:00, 14:00–18:00"
KALININGRAD: Final = "Europe/Kaliningrad"
VLADIVOSTOK: Final = "Asia/Vladivostok"
BERLIN: Final = "Europe/Berlin"

CASES = [
    pytest.param(
        {"weekdays": LUNCH, "exceptions": [("2026-06-15", "")]},
        (30, "2026-06-12 17:50", "2026-06-16 09:20", MOSCOW),
        id="Friday 17:50 and 30 minutes, with lunch and a Monday holiday",
    ),
    pytest.param(
        {"weekdays": LUNCH, "exceptions": [("2027-02-20", LUNCH), ("2027-02-22", ""), ("2027-02-23", "")]},
        (60, "2027-02-19 17:30", "2027-02-20 09:30", MOSCOW),
        id="a moved working Saturday counts",
    ),
    pytest.param(
        {"weekdays": LUNCH, "exceptions": [("2027-02-20", LUNCH), ("2027-02-22", ""), ("2027-02-23", "")]},
        (60, "2027-02-20 17:30", "2027-02-24 09:30", MOSCOW),
        id="and the Monday whose day off it made does not",
    ),
    pytest.param(
        {"weekdays": "09:00–18:00", "zone": KALININGRAD},
        (30, "2026-06-11 17:50", "2026-06-12 09:20", KALININGRAD),
        id="Kaliningrad",
    ),
    pytest.param(
        {"weekdays": "09:00–18:00", "zone": VLADIVOSTOK},
        (30, "2026-06-11 17:50", "2026-06-12 09:20", VLADIVOSTOK),
        id="Vladivostok",
    ),
    pytest.param({"weekdays": LUNCH}, (30, "2026-06-11 17:30", "2026-06-11 18:00", MOSCOW), id="exactly at closing"),
    pytest.param(
        {"weekdays": "22:00–06:00"}, (120, "2026-06-11 05:00", "2026-06-11 23:00", MOSCOW), id="over midnight"
    ),
    pytest.param(
        {"weekdays": "", "sunday": "00:00–12:00", "zone": BERLIN},
        (240, "2026-10-25 00:00", "2026-10-25 03:00", BERLIN),
        id="a clock set back shows an hour twice, and both count",
    ),
    pytest.param(
        {"weekdays": "", "sunday": "00:00–12:00", "zone": BERLIN},
        (240, "2026-03-29 00:00", "2026-03-29 05:00", BERLIN),
        id="an hour that a clock skips does not count",
    ),
]


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


@pytest.mark.parametrize(("hours", "case"), CASES)
def test_an_answer_is_due_when_the_target_is_used_up_in_open_time(
    workspace: Workspace, account: ChatAccount, hours: dict[str, Any], case: tuple[int, str, str, str]
) -> None:
    minutes, asked, due, zone = case
    calendar = make_calendar(workspace=workspace, since=LONG_AGO, **hours)
    make_policy(workspace=workspace, minutes=minutes, calendar=calendar, since=LONG_AGO)
    chat = make_chat(account=account)
    make_message(chat=chat, at=local(asked, zone))

    refresh_clock(chat, now=local(asked, zone))

    assert Obligation.objects.get().due_at == local(due, zone)
    assert Chat.objects.get(pk=chat.pk).due_at == local(due, zone)


def test_the_list_and_the_chat_say_until_when_a_countdown_stands_still(
    agent: APIClient, workspace: Workspace, account: ChatAccount
) -> None:
    calendar = make_calendar(workspace=workspace, weekdays=LUNCH, since=LONG_AGO)
    make_policy(workspace=workspace, minutes=30, calendar=calendar, since=LONG_AGO)
    chat = make_chat(account=account)
    make_message(chat=chat, at=local("2026-06-11 17:50"))
    refresh_clock(chat, now=local("2026-06-11 17:50"))

    def shown(now: str) -> dict[str, Any]:
        with time_machine.travel(local(now), tick=False):
            [listed] = agent.get("/api/v1/chats").json()["results"]
            alone = agent.get(f"/api/v1/chats/{chat.pk}").json()
        assert listed == alone
        clock: dict[str, Any] = listed["clock"]
        return {name: clock[name] for name in ("paused_until", "pauses_at", "seconds_after_pause")}

    assert shown("2026-06-11 17:55") == {
        "paused_until": None,
        "pauses_at": "2026-06-11T15:00:00Z",
        "seconds_after_pause": 1200,
    }
    assert shown("2026-06-11 23:00") == {
        "paused_until": "2026-06-12T06:00:00Z",
        "pauses_at": None,
        "seconds_after_pause": 1200,
    }
    assert shown("2026-06-12 09:05") == {"paused_until": None, "pauses_at": None, "seconds_after_pause": 0}


def test_hours_that_are_all_in_the_past_do_not_stop_the_sync(workspace: Workspace, account: ChatAccount) -> None:
    calendar = make_calendar(workspace=workspace, weekdays="", exceptions=[("2020-02-01", LUNCH)], since=LONG_AGO)
    make_policy(workspace=workspace, minutes=30, calendar=calendar, since=LONG_AGO)
    chat = make_chat(account=account)
    make_message(chat=chat)

    refresh_clock(chat, now=NOW)

    assert Chat.objects.get(pk=chat.pk).due_at == NOW + timedelta(minutes=30)


def test_history_that_begins_with_an_answer_owes_only_what_follows(account: ChatAccount) -> None:
    chat = make_chat(account=account)
    make_message(chat=chat, author="seller", at=NOW - timedelta(hours=2))
    make_message(chat=chat, at=NOW - timedelta(hours=1))

    refresh_clock(chat, now=NOW)

    [debt] = Obligation.objects.all()
    assert (debt.kind, debt.state, debt.opened_at) == ("first", "open", NOW - timedelta(hours=1))


def test_a_seller_who_answers_before_the_time_of_the_question_has_not_answered_it(account: ChatAccount) -> None:
    chat = make_chat(account=account)
    make_message(chat=chat, at=NOW)
    make_message(chat=chat, author="seller", at=NOW - timedelta(seconds=1))

    refresh_clock(chat, now=NOW)

    assert [debt.state for debt in Obligation.objects.all()] == ["open"]


def deliver(workspace: Workspace, pages: list[list[RemoteMessage]]) -> Chat:
    """The pages as they come, under working hours and targets that change on the way; in the end a waive."""
    since: datetime = NOW - timedelta(days=1)
    calendar = make_calendar(workspace=workspace, weekdays="10:00–13:00, 14:00–20:00", since=since)
    policy = make_policy(workspace=workspace, minutes=45, calendar=calendar, since=since)
    add_version(policy, minutes=20, calendar=calendar, since=NOW + timedelta(hours=1))
    policy.recomputed_at = [NOW + timedelta(hours=2)]
    policy.save(update_fields=["recomputed_at"])
    chat = make_chat(account=make_account(workspace=workspace, connected_at=NOW))
    for page in pages:
        store_messages(chat, page, now=NOW + timedelta(days=1))
    deed = Deed(actor=make_actor(workspace=workspace), now=NOW + timedelta(days=1))
    waive(chat=chat, deed=deed, last_message_id=chat.messages.in_order().values_list("pk", flat=True)[0])
    for page in pages:
        store_messages(chat, page, now=NOW + timedelta(days=2))
    return chat


def told(chat: Chat) -> dict[str, Any]:
    """Without the ids of versions, which differ from workspace to workspace."""
    state = state_of(chat)
    return {name: value for name, value in state.items() if name != "debts"} | {
        "debts": list(
            chat.obligations.order_by("opened_at").values_list(
                "opened_by", "kind", "state", "due_at", "warn_at", "target_minutes", "answered_at", "ended_at"
            )
        ),
        "versions": list(
            chat.obligations.order_by("opened_at").values_list("policy_version__number", "calendar_version__number")
        ),
    }


@pytest.mark.django_db
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(deliveries())
def test_deliveries_in_any_order_owe_the_same_by_changing_targets(
    delivery: tuple[list[RemoteMessage], list[list[RemoteMessage]]],
) -> None:
    thread, pages = delivery

    in_order = deliver(make_workspace(), [thread])
    shuffled = deliver(make_workspace(), pages)

    assert told(shuffled) == told(in_order)
