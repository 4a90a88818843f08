"""Who answered and how long it took is kept with each obligation, and an upgrade fills it in for the past."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.tests.factories import make_actor, make_api_key
from chats.models import Chat, ChatAccount, Reply
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_account, make_chat, make_message, make_reply
from chats.tests.reports.conversations import DAY, HOUR, answer, ask
from sla.models import Obligation
from sla.tests.factories import make_calendar, make_policy


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


def credited(chat: Chat) -> tuple[str, str, int | None, int | None]:
    debt = Obligation.objects.get(chat=chat)
    return debt.answered_by_kind, debt.answered_by_name, debt.answered_by_member_id, debt.answered_by_api_key_id


def test_the_member_who_sent_it_is_credited(account: ChatAccount, agent_member: Membership) -> None:
    chat = ask(account, at=NOW - DAY, answered_after=HOUR, by=Actor.for_member(agent_member))

    assert credited(chat) == ("member", "Антон Ответов", agent_member.pk, None)


def test_an_answer_of_a_program_is_credited_to_its_key(account: ChatAccount, workspace: Workspace) -> None:
    api_key, _ = make_api_key(workspace=workspace, name="Учётная система")
    chat = ask(account, at=NOW - DAY, answered_after=HOUR, by=Actor.for_api_key(api_key))

    assert credited(chat) == ("api_key", "Учётная система", None, api_key.pk)


def test_what_was_written_elsewhere_is_the_cabinets(account: ChatAccount) -> None:
    chat = ask(account, at=NOW - DAY, answered_after=HOUR)

    assert credited(chat) == ("cabinet", "", None, None)


def test_nobody_is_credited_before_an_answer(account: ChatAccount) -> None:
    chat = ask(account, at=NOW - DAY)

    assert credited(chat) == ("", "", None, None)
    assert Obligation.objects.get(chat=chat).reply_seconds is None


def test_an_accepted_reply_is_credited_before_it_is_seen(account: ChatAccount, agent_member: Membership) -> None:
    chat = make_chat(account=account)
    make_message(chat=chat, at=NOW - HOUR)
    author = Actor.for_member(agent_member)
    make_reply(chat=chat, author=author, state=Reply.State.ACCEPTED, accepted_at=NOW)
    refresh_clock(chat, now=NOW)

    assert credited(chat) == ("member", "Антон Ответов", agent_member.pk, None)


def test_the_first_to_answer_is_credited(account: ChatAccount, workspace: Workspace) -> None:
    first, second = make_actor(workspace=workspace), make_actor(workspace=workspace)
    chat = ask(account, at=NOW - DAY, answered_after=HOUR, by=first)
    answer(chat, at=NOW - HOUR, by=second)
    refresh_clock(chat, now=NOW)

    assert first.membership is not None
    assert credited(chat)[2] == first.membership.pk


def test_waits_are_kept_in_wall_time_and_in_working_time(account: ChatAccount, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, since=NOW - 30 * DAY)
    make_policy(workspace=workspace, calendar=calendar, since=NOW - 30 * DAY)
    friday = NOW.replace(day=20, hour=14)
    chat = ask(account, at=friday, answered_after=timedelta(days=2, hours=17))

    debt = Obligation.objects.get(chat=chat)

    assert (debt.reply_seconds, debt.working_seconds) == (65 * 3600, 2 * 3600)
    assert debt.counted_at == debt.answered_at == debt.ended_at


def test_an_upgrade_fills_in_what_the_clock_would(account: ChatAccount, workspace: Workspace) -> None:
    api_key, _ = make_api_key(workspace=workspace)
    for by in (make_actor(workspace=workspace), Actor.for_api_key(api_key), None):
        ask(account, at=NOW - DAY, answered_after=HOUR, by=by)
    ask(account, at=NOW - DAY)
    on_its_way = make_chat(account=account)
    make_message(chat=on_its_way, at=NOW - HOUR)
    make_reply(chat=on_its_way, state=Reply.State.ACCEPTED, accepted_at=NOW)
    refresh_clock(on_its_way, now=NOW)
    derived = stored()
    migration: Any = import_module("sla.migrations.0004_reply_times")

    Obligation.objects.update(
        counted_at=NOW, reply_seconds=None, working_seconds=None, answered_by_kind="", answered_by_name="",
        answered_by_member=None, answered_by_api_key=None,
    )  # fmt: skip
    with connection.cursor() as cursor:
        for statement in (migration.TIMES, migration.ECHOES, migration.ACCEPTED):
            cursor.execute(statement)

    assert stored() == derived


def stored() -> list[Any]:
    return list(Obligation.objects.order_by("pk").values())
