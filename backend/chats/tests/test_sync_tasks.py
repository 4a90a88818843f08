from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django_celery_beat.models import PeriodicTask

from accounts.models import Workspace
from chats.models import ChatAccount, SyncHour, SyncRun
from chats.sync.connect import connector_for
from chats.tasks import sync as tasks
from chats.tests.cabinet import MINUTE, Cabinet
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.accounts import AccountCheck, RemoteAccount
from connectors.errors import AuthFailed, TemporaryFailure
from connectors.testing.fake import FakeConnector


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock, monkeypatch: pytest.MonkeyPatch) -> Cabinet:
    cabinet = Cabinet.connected(workspace, clock)
    monkeypatch.setattr(tasks, "connector_for", cabinet.connect)
    monkeypatch.setattr(tasks, "looker_for", cabinet.connect)
    monkeypatch.setattr(tasks, "importer_for", cabinet.connect)
    return cabinet


def test_the_task_of_an_account_looks_at_it(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()

    tasks.look(account_id=cabinet.account.pk)

    assert cabinet.texts(chat_id)


def test_a_task_of_an_account_that_is_gone_does_nothing(db: None) -> None:
    tasks.look(account_id=10**9)
    tasks.import_slice(account_id=10**9)
    tasks.recheck_account(account_id=10**9)

    assert not SyncRun.objects.exists()


def test_an_import_that_is_not_done_queues_its_next_slice(
    cabinet: Cabinet, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chats.sync.walking.deadline", lambda _: lambda: True)
    tasks.import_slice(account_id=cabinet.account.pk)
    monkeypatch.setattr("chats.sync.walking.deadline", lambda _: lambda: False)

    tasks.import_slice(account_id=cabinet.account.pk)

    assert queued == [("chats.import_slice", {"account_id": cabinet.account.pk})]
    assert cabinet.state.import_state == "done"


def test_imports_left_behind_are_queued_again(cabinet: Cabinet, queued: Queued) -> None:
    tasks.resume_imports()

    assert queued == [("chats.import_slice", {"account_id": cabinet.account.pk})]


def test_each_account_is_checked_once_a_day(cabinet: Cabinet, queued: Queued) -> None:
    tasks.recheck_accounts()
    ChatAccount.objects.update(checked_at=cabinet.clock.now() - timedelta(hours=23))
    tasks.recheck_accounts()

    assert queued == [("chats.recheck_account", {"account_id": cabinet.account.pk})]


def test_an_account_whose_messages_are_closed_is_checked_each_hour(cabinet: Cabinet, queued: Queued) -> None:
    ChatAccount.objects.update(can_read_history=False, checked_at=cabinet.clock.now() - timedelta(minutes=49))
    tasks.recheck_accounts()
    cabinet.clock.pass_time(2 * MINUTE)
    tasks.recheck_accounts()

    assert queued == [("chats.recheck_account", {"account_id": cabinet.account.pk})]


def test_a_check_reads_the_last_day_of_the_key_and_gives_abilities_back(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    ChatAccount.objects.update(can_send=False, can_read_history=False, limits=["subscription_no_replies"])
    expires_at = cabinet.clock.now() + timedelta(days=80)

    class Renewed(FakeConnector):
        def check(self) -> AccountCheck:
            return AccountCheck(RemoteAccount("836144", expires_at=expires_at, subscription="PREMIUM_PLUS"), ())

    monkeypatch.setattr(tasks, "connector_for", lambda _: Renewed(cabinet.marketplace))
    tasks.recheck_account(account_id=cabinet.account.pk)

    account = cabinet.fresh_account
    assert (account.can_send, account.can_read_history, account.limits) == (True, True, [])
    assert (account.key_expires_at, account.subscription) == (expires_at, "PREMIUM_PLUS")
    assert account.checked_at == cabinet.clock.now()
    assert cabinet.changes() == ["account.updated"]


def test_a_check_that_meets_a_refusal_shuts_the_account_out(cabinet: Cabinet, queued: Queued) -> None:
    cabinet.marketplace.fail("check", AuthFailed("key_expired"), times=2)

    tasks.recheck_account(account_id=cabinet.account.pk)

    assert cabinet.fresh_account.state_code == "key_expired"


def test_a_check_that_meets_trouble_changes_nothing(cabinet: Cabinet) -> None:
    cabinet.marketplace.fail("check", TemporaryFailure("marketplace_unavailable"))

    tasks.recheck_account(account_id=cabinet.account.pk)

    assert (cabinet.fresh_account.state, cabinet.fresh_account.checked_at) == ("active", None)


def test_old_runs_are_dropped(cabinet: Cabinet) -> None:
    cabinet.buyer_asks()
    cabinet.look()
    cabinet.clock.pass_time(timedelta(days=15).total_seconds())

    tasks.forget_old_runs_daily()

    assert not SyncRun.objects.exists()
    assert not SyncHour.objects.exists()


def test_the_schedule_holds_the_jobs_of_the_sync(db: None) -> None:
    PeriodicTask.objects.all().delete()

    import_module("chats.migrations.0005_sync_schedule").create_tasks(apps, None)

    scheduled = PeriodicTask.objects.filter(enabled=True).values_list("task", "interval__every", "interval__period")
    assert sorted(scheduled) == [
        ("chats.forget_old_runs", 1, "days"),
        ("chats.recheck_accounts", 1, "hours"),
        ("chats.resume_imports", 60, "seconds"),
    ]


def test_the_schedule_looks_every_minute_which_sweeps_are_due(db: None) -> None:
    PeriodicTask.objects.all().delete()

    import_module("chats.migrations.0009_sweep_schedule").create_task(apps, None)

    task = PeriodicTask.objects.get()
    assert (task.task, task.interval and task.interval.every, task.enabled) == ("chats.start_sweeps", 60, True)


def test_a_stored_key_opens_a_connector_to_the_configured_address(workspace: Workspace, cabinet: Cabinet) -> None:
    assert connector_for(cabinet.account).capabilities.reads_by == "chat"
