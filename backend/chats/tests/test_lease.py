from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Workspace
from chats.models import ChatAccount
from chats.sync.lease import Lease, release_lease, take_lease
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
