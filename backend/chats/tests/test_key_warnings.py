from datetime import timedelta

import pytest

from accounts.models import Membership, Workspace
from chats.key_life import warning_for
from chats.models import ChatAccount
from chats.services.account_abilities import take_over_findings
from chats.services.key_warnings import warn_of_ending_keys
from chats.tasks import sync as tasks
from chats.tests.factories import make_account
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.accounts import RemoteAccount
from core.tests.waiting_mails import waiting_mails

DAY = timedelta(days=1)


@pytest.fixture
def account(workspace: Workspace, clock: MovingClock, owner_member: Membership, queued: Queued) -> ChatAccount:
    return make_account(workspace=workspace, key_expires_at=clock.now() + 30 * DAY)


@pytest.mark.parametrize(
    ("days", "warning"), [(90, None), (14.01, None), (14, 14), (8, 14), (7, 7), (1.5, 7), (1, 1), (0.1, 1), (0, None)]
)
def test_a_warning_belongs_to_the_time_that_is_left(days: float, warning: int | None) -> None:
    assert warning_for(days * DAY) == warning


def test_the_owner_is_warned_fourteen_seven_and_one_day_before(
    account: ChatAccount, clock: MovingClock, queued: Queued
) -> None:
    days = []
    for hour in range(0, 31 * 24, 4):
        before = len(waiting_mails())
        warn_of_ending_keys(clock.now())
        days += [hour / 24] * (len(waiting_mails()) - before)
        clock.pass_time(4 * 3600)

    assert days == [16, 23, 29]
    assert [mail["subject"] for mail in waiting_mails()] == [
        "Ключ кабинета «Лавка на Ozon» закончится через 14 дн.",
        "Ключ кабинета «Лавка на Ozon» закончится через 7 дн.",
        "Ключ кабинета «Лавка на Ozon» закончится завтра",
    ]
    assert "замените" in waiting_mails()[0]["text"]


def test_after_a_standstill_only_the_nearest_warning_is_sent(
    account: ChatAccount, clock: MovingClock, queued: Queued
) -> None:
    clock.pass_time(timedelta(days=29, hours=12).total_seconds())

    warn_of_ending_keys(clock.now())
    warn_of_ending_keys(clock.now())

    assert len(waiting_mails()) == 1


def test_a_new_key_is_warned_of_again(account: ChatAccount, clock: MovingClock, queued: Queued) -> None:
    clock.pass_time(timedelta(days=20).total_seconds())
    warn_of_ending_keys(clock.now())
    account.refresh_from_db()
    found = RemoteAccount(external_id=account.external_id, expires_at=clock.now() + 13 * DAY)
    take_over_findings(account, found, now=clock.now())
    account.save()

    warn_of_ending_keys(clock.now())

    assert len(waiting_mails()) == 2


@pytest.mark.parametrize("state", ["needs_key", "blocked", "needs_subscription"])
def test_nobody_is_warned_about_a_cabinet_that_does_not_work_anyway(
    account: ChatAccount, clock: MovingClock, queued: Queued, state: str
) -> None:
    ChatAccount.objects.update(state=state, key_expires_at=clock.now() + DAY)

    warn_of_ending_keys(clock.now())

    assert waiting_mails() == []


def test_keys_are_looked_at_with_the_hourly_check_and_a_shut_out_cabinet_is_not_checked(
    account: ChatAccount, clock: MovingClock, queued: Queued
) -> None:
    ChatAccount.objects.update(key_expires_at=clock.now() + DAY)

    tasks.recheck_accounts()
    checked = [name for name, _ in queued if name == "chats.recheck_account"]
    ChatAccount.objects.update(state="needs_key")
    tasks.recheck_accounts()

    assert len(waiting_mails()) == 1
    assert len(checked) == 1
    assert [name for name, _ in queued].count("chats.recheck_account") == 1
