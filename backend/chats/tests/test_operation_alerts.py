from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from accounts.models import Workspace
from chats.health.alerts import find_stale_accounts, find_stuck_replies
from chats.models import ChatAccount, Reply, SyncState
from chats.tests.factories import NOW, make_account, make_chat, make_reply
from core import heartbeat
from core.alerts.kinds import Situation
from core.alerts.rounds import look_around

SITUATION = Situation(now=NOW)
LONG_AGO = NOW - timedelta(days=3)


def stale(workspace: Workspace, **fields: Any) -> ChatAccount:
    account = make_account(workspace=workspace, **fields)
    SyncState.objects.filter(chat_account=account).update(fresh_at=NOW - timedelta(minutes=6))
    ChatAccount.objects.filter(pk=account.pk).update(state_changed_at=fields.get("state_changed_at", LONG_AGO))
    return account


def stuck(workspace: Workspace, **fields: Any) -> list[str]:
    make_reply(chat=make_chat(workspace=workspace), **fields)
    return [found.subject for found in find_stuck_replies(SITUATION)]


def test_an_active_cabinet_without_a_look_for_five_minutes_is_stale(workspace: Workspace) -> None:
    account = stale(workspace)
    make_account(workspace=workspace)

    assert [found.subject for found in find_stale_accounts(SITUATION)] == [str(account.pk)]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": ChatAccount.State.PAUSED},
        {"state": ChatAccount.State.NEEDS_KEY},
        {"disconnected_at": NOW},
        {"can_read_history": False},
        {"state_changed_at": NOW - timedelta(minutes=1)},
    ],
    ids=[
        "paused",
        "waits for its owner",
        "disconnected",
        "messages closed by the subscription",
        "came back a minute ago",
    ],
)
def test_a_cabinet_that_need_not_be_fresh_is_not_stale(workspace: Workspace, fields: dict[str, Any]) -> None:
    stale(workspace, **fields)

    assert list(find_stale_accounts(SITUATION)) == []


@pytest.mark.parametrize(
    ("fields", "is_stuck"),
    [
        ({"queued_at": NOW - timedelta(seconds=119)}, False),
        ({"queued_at": NOW - timedelta(seconds=121)}, True),
        ({"state": Reply.State.UNCLEAR, "unclear_at": NOW - timedelta(minutes=14)}, False),
        ({"state": Reply.State.UNCLEAR, "unclear_at": NOW - timedelta(minutes=16)}, True),
        ({"state": Reply.State.SENDING, "sending_at": NOW - timedelta(seconds=150)}, False),
        ({"state": Reply.State.SENDING, "sending_at": NOW - timedelta(seconds=190)}, True),
        ({"state": Reply.State.FAILED, "failed_at": LONG_AGO}, False),
        ({"state": Reply.State.DELIVERED, "queued_at": LONG_AGO}, False),
    ],
)
def test_when_a_reply_is_stuck(workspace: Workspace, fields: dict[str, Any], is_stuck: bool) -> None:
    assert bool(stuck(workspace, **fields)) is is_stuck


def test_a_reply_whose_cabinet_was_disconnected_is_nothing_that_operators_can_mend(workspace: Workspace) -> None:
    account = make_account(workspace=workspace, disconnected_at=NOW)
    make_reply(chat=make_chat(account=account), state=Reply.State.UNCLEAR, unclear_at=LONG_AGO)

    assert list(find_stuck_replies(SITUATION)) == []


def test_a_reply_that_waits_for_a_person_is_not_stuck(workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace)
    make_reply(chat=chat, state=Reply.State.FAILED)
    make_reply(chat=chat, queued_at=NOW - timedelta(minutes=10))

    assert list(find_stuck_replies(SITUATION)) == []


def test_fifty_stale_cabinets_are_one_mail_without_a_word_of_a_reply(workspace: Workspace, settings: Any) -> None:
    settings.ALERT_EMAILS = ["watch@example.com"]
    heartbeat.beat(["beat", *heartbeat.all_workers()])
    for _number in range(50):
        stale(workspace)
    reply = make_reply(
        chat=make_chat(workspace=workspace), text="Пришлём замену", queued_at=NOW - timedelta(minutes=10)
    )

    look_around(now=NOW)
    look_around(now=NOW + timedelta(minutes=1))

    (message,) = mail.outbox
    assert "Данные кабинета устарели: 50" in message.body
    assert f"№ {reply.pk}, в очереди" in message.body
    assert "Пришлём замену" not in message.body
