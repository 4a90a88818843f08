import time
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, ProgrammingError

from accounts.models import Workspace
from chats.models import ChatAccount, SyncState
from chats.sync import lease
from chats.sync.lease import Lease, give_back, release_lease, take_lease
from chats.tests.factories import NOW, make_account

LENGTH = timedelta(seconds=120)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


def test_a_taken_account_is_not_given_twice(account: ChatAccount) -> None:
    first = take_lease(account_id=account.pk, kind=Lease.LOOK, owner=uuid4(), now=NOW, length=LENGTH)
    second = take_lease(account_id=account.pk, kind=Lease.LOOK, owner=uuid4(), now=NOW, length=LENGTH)

    assert (first, second) == (True, False)


def test_an_import_does_not_keep_a_look_out(account: ChatAccount) -> None:
    take_lease(account_id=account.pk, kind=Lease.BULK, owner=uuid4(), now=NOW, length=LENGTH)

    assert take_lease(account_id=account.pk, kind=Lease.LOOK, owner=uuid4(), now=NOW, length=LENGTH)


def test_a_lease_whose_run_died_is_free_after_its_time(account: ChatAccount) -> None:
    take_lease(account_id=account.pk, kind=Lease.LOOK, owner=uuid4(), now=NOW, length=LENGTH)

    assert take_lease(account_id=account.pk, kind=Lease.LOOK, owner=uuid4(), now=NOW + LENGTH, length=LENGTH)


def test_a_run_that_outlived_its_lease_does_not_end_the_next_one(account: ChatAccount) -> None:
    slow, quick = uuid4(), uuid4()
    take_lease(account_id=account.pk, kind=Lease.LOOK, owner=slow, now=NOW, length=LENGTH)
    take_lease(account_id=account.pk, kind=Lease.LOOK, owner=quick, now=NOW + LENGTH, length=LENGTH)

    released = release_lease(account_id=account.pk, kind=Lease.LOOK, owner=slow)

    assert not released
    assert not take_lease(account_id=account.pk, kind=Lease.LOOK, owner=uuid4(), now=NOW + LENGTH, length=LENGTH)


def fail_to_release(monkeypatch: pytest.MonkeyPatch, *errors: Exception) -> None:
    """The first releases fail so, each after the other."""
    monkeypatch.setattr(lease, "PAUSE_SECONDS", 0.0)
    left, change = list(errors), lease._did_change

    def break_first(statement: str, values: dict[str, Any]) -> bool:
        if left and statement.lstrip().startswith("UPDATE") and "owner = NULL" in statement:
            raise left.pop(0)
        return change(statement, values)

    monkeypatch.setattr(lease, "_did_change", break_first)


@pytest.mark.django_db(transaction=True)
def test_a_lease_is_given_back_as_soon_as_the_database_is_there_again(
    account: ChatAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = uuid4()
    take_lease(account_id=account.pk, kind=Lease.LOOK, owner=owner, now=NOW, length=LENGTH)
    fail_to_release(monkeypatch, OperationalError("gone"), OperationalError("gone"))

    give_back(account_id=account.pk, kind=Lease.LOOK, owner=owner, until=time.monotonic() + 60)

    assert SyncState.objects.get(chat_account=account).look_owner is None


def test_a_lease_that_cannot_be_given_back_in_time_runs_out_by_itself(
    account: ChatAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = uuid4()
    take_lease(account_id=account.pk, kind=Lease.LOOK, owner=owner, now=NOW, length=LENGTH)
    fail_to_release(monkeypatch, OperationalError("gone"), OperationalError("gone"))

    give_back(account_id=account.pk, kind=Lease.LOOK, owner=owner, until=time.monotonic())

    assert SyncState.objects.get(chat_account=account).look_owner == owner


def test_a_fault_of_our_own_is_not_waited_out(account: ChatAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    fail_to_release(monkeypatch, ProgrammingError("ours"))

    with pytest.raises(ProgrammingError):
        give_back(account_id=account.pk, kind=Lease.LOOK, owner=uuid4(), until=time.monotonic() + 60)
