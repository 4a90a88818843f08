"""What time alone does: windows pass, snoozes end."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
from celery import current_app
from django.apps import apps
from django.db import connection
from django_celery_beat.models import PeriodicTask
from pytest_django import DjangoAssertNumQueries

from accounts.models import Workspace
from chats.models import Change, Chat, ChatAccount, queues
from chats.services import clock, turns
from chats.services.clock import refresh_clock
from chats.services.turns import turn_chats
from chats.tests.factories import NOW, make_account, make_chat, make_message
from sla.models import Obligation
from sla.tests.factories import make_policy
from sla.window import WindowFacts

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
schedule = import_module("chats.migrations.0017_turning_chats")


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


def waiting(account: ChatAccount, *, since: datetime = NOW) -> Chat:
    chat = make_chat(account=account)
    make_message(chat=chat, at=since)
    refresh_clock(chat, now=since)
    return chat


def test_after_an_estimated_window_the_due_time_orders_the_chat(workspace: Workspace, account: ChatAccount) -> None:
    make_policy(workspace=workspace, minutes=60 * 60, since=NOW - DAY)
    chat = waiting(account)
    assert chat.deadline_at == NOW + 48 * HOUR

    turn_chats(now=NOW + 48 * HOUR - timedelta(seconds=1))
    before = Chat.objects.get(pk=chat.pk).deadline_at
    turn_chats(now=NOW + 48 * HOUR)

    assert (before, Chat.objects.get(pk=chat.pk).deadline_at) == (NOW + 48 * HOUR, NOW + 60 * HOUR)
    assert Obligation.objects.get().state == "open"
    assert Change.objects.filter(kind=Change.Kind.CHAT_UPDATED, chat_id=chat.pk).count() == 1


def test_a_known_window_that_passes_loses_the_debt_at_its_end(
    account: ChatAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = WindowFacts(after_buyer=48 * HOUR, is_known=True)
    monkeypatch.setattr(clock, "window_facts", lambda *_, **__: known)
    chat = waiting(account)

    turn_chats(now=NOW + 49 * HOUR)

    debt = Obligation.objects.get()
    assert (debt.state, debt.ended_at) == ("lost", NOW + 48 * HOUR)
    assert Chat.objects.get(pk=chat.pk).due_at is None


def test_a_snooze_ends_in_time(account: ChatAccount) -> None:
    chat = waiting(account)
    Chat.objects.filter(pk=chat.pk).update(status="snoozed", snoozed_until=NOW + HOUR)

    turn_chats(now=NOW + HOUR - timedelta(seconds=1))
    before = Chat.objects.get(pk=chat.pk)
    turn_chats(now=NOW + HOUR)
    after = Chat.objects.get(pk=chat.pk)

    assert (before.status, after.status, after.snoozed_until) == ("snoozed", "open", None)
    assert after.updated_at == NOW + HOUR
    assert list(Chat.objects.waiting()) == [after]
    assert Change.objects.filter(kind=Change.Kind.CHAT_UPDATED, chat_id=chat.pk).count() == 1


def test_many_chats_are_turned_in_portions(account: ChatAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "AT_ONCE", 2)
    chats = [waiting(account) for _ in range(3)]
    Chat.objects.update(status="snoozed", snoozed_until=NOW + HOUR)

    last = turn_chats(now=NOW + HOUR)
    assert last == chats[1].pk
    assert turn_chats(now=NOW + HOUR, after=last) is None

    assert not Chat.objects.snoozed().exists()


def test_nothing_to_do_costs_one_query(
    account: ChatAccount, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    waiting(account)

    with django_assert_max_num_queries(3) as made:
        turn_chats(now=NOW)

    assert [query["sql"][:6] for query in made.captured_queries if "SAVEPOINT" not in query["sql"]] == ["SELECT"]


def test_chats_are_found_by_an_index_among_many_that_only_wait(account: ChatAccount) -> None:
    window_passed = {"window_closes_at": NOW - DAY, "due_at": NOW + DAY, "deadline_at": NOW + DAY}
    Chat.objects.bulk_create(
        Chat(workspace_id=account.workspace_id, chat_account=account, external_id=f"many-{n}", **window_passed)
        for n in range(3_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE chats")

    plan = Chat.objects.filter(queues.turning(NOW)).explain()

    assert "chats_whose_window_matters" in plan
    assert "chats_snoozed" in plan


@pytest.mark.django_db
def test_somebody_looks_every_fifteen_seconds() -> None:
    PeriodicTask.objects.all().delete()

    schedule.create_task(apps, None)
    schedule.create_task(apps, None)

    entry = PeriodicTask.objects.get(task="chats.turn_chats")
    assert (entry.interval.every, entry.interval.period, entry.queue) == (15, "seconds", "default")
    current_app.loader.import_default_modules()
    assert {"chats.turn_chats", "chats.recompute_slice"} <= set(current_app.tasks)
