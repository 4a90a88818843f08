"""A task is told once, at its next step, that its time is up."""

from collections.abc import Iterator

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.contrib.auth.models import Group
from django.db import connection, transaction

from core import soft_limit


@pytest.fixture(autouse=True)
def _no_limit_is_left() -> Iterator[None]:
    yield
    soft_limit.lift()


def test_a_task_whose_time_is_up_is_told_once_and_may_put_things_in_order() -> None:
    soft_limit.begin(0)

    with pytest.raises(SoftTimeLimitExceeded):
        soft_limit.keep()
    soft_limit.keep()


@pytest.mark.parametrize("seconds", [None, 60.0])
def test_a_task_that_has_time_or_no_limit_is_told_nothing(seconds: float | None) -> None:
    soft_limit.begin(seconds)

    soft_limit.keep()


@pytest.mark.django_db
def test_a_statement_beyond_the_limit_is_not_begun_and_its_transaction_undone() -> None:
    with pytest.raises(SoftTimeLimitExceeded):
        make_two_groups()

    assert not Group.objects.filter(name__in=["earlier", "later"]).exists()


@transaction.atomic
def make_two_groups() -> None:
    with connection.execute_wrapper(soft_limit.keep_and_execute):
        Group.objects.create(name="earlier")
        soft_limit.begin(0)
        Group.objects.create(name="later")


def test_the_limit_is_one_of_the_task_at_hand() -> None:
    class Short:
        soft_time_limit = 0

    soft_limit._begin(task=Short())
    soft_limit._end()

    soft_limit.keep()
