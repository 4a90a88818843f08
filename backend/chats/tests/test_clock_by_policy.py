"""The clock of a chat by the policies of its workspace."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Workspace
from accounts.tests.factories import make_workspace
from chats.models import Chat, ChatAccount
from chats.services.clock import refresh_clock, refresh_clocks
from chats.tests.factories import NOW, make_account, make_chat, make_message
from sla.models import Obligation
from sla.tests.calendars import local
from sla.tests.factories import add_version, make_calendar, make_policy

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


def asked(account: ChatAccount, at: object = NOW) -> Obligation:
    chat = make_chat(account=account)
    make_message(chat=chat, at=at)  # type: ignore[arg-type]
    refresh_clock(chat, now=NOW)
    return chat.obligations.get()


def test_without_a_policy_the_built_in_four_hours_apply(account: ChatAccount) -> None:
    debt = asked(account)

    assert debt.due_at == NOW + 4 * HOUR
    assert (debt.policy_version_id, debt.calendar_version_id) == (None, None)


def test_an_obligation_names_the_versions_it_is_measured_by(workspace: Workspace, account: ChatAccount) -> None:
    calendar = make_calendar(workspace=workspace, since=NOW - DAY)
    policy = make_policy(workspace=workspace, minutes=60, calendar=calendar, since=NOW - DAY)
    friday_evening = local("2026-11-20 17:50")

    debt = asked(account, friday_evening)

    assert debt.due_at == local("2026-11-23 09:50")
    assert debt.policy_version == policy.versions.get()
    assert debt.calendar_version == calendar.versions.get()
    assert debt.chat.calendar_version == calendar.versions.get()


def test_the_policy_of_the_account_goes_before_those_of_marketplace_and_workspace(
    workspace: Workspace, account: ChatAccount
) -> None:
    other = make_account(workspace=workspace)
    make_policy(workspace=workspace, minutes=240, since=NOW - DAY)
    make_policy(workspace=workspace, minutes=120, marketplace="ozon", since=NOW - DAY)
    make_policy(workspace=workspace, minutes=30, chat_account=account, since=NOW - DAY)

    assert asked(account).due_at == NOW + HOUR / 2
    assert asked(other).due_at == NOW + 2 * HOUR


def test_an_edit_touches_what_is_opened_later(workspace: Workspace, account: ChatAccount) -> None:
    policy = make_policy(workspace=workspace, minutes=240, since=NOW - DAY)
    earlier = asked(account, NOW - HOUR)
    add_version(policy, minutes=30, since=NOW)

    later = asked(account, NOW)
    refresh_clock(Chat.objects.get(pk=earlier.chat_id), now=NOW)
    earlier.refresh_from_db()

    assert earlier.due_at == NOW + 3 * HOUR
    assert later.due_at == NOW + HOUR / 2


def test_a_policy_of_another_workspace_means_nothing(account: ChatAccount) -> None:
    make_policy(workspace=make_workspace(), minutes=15, since=NOW - DAY)

    assert asked(account).due_at == NOW + 4 * HOUR


def test_hours_are_read_once_in_the_life_of_a_process(
    workspace: Workspace, account: ChatAccount, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    calendar = make_calendar(workspace=workspace, since=NOW - DAY)
    make_policy(workspace=workspace, minutes=60, calendar=calendar, since=NOW - DAY)
    chats = [make_chat(account=account) for _ in range(12)]
    for chat in chats:
        make_message(chat=chat)
    refresh_clocks(chats[:1], now=NOW)

    with django_assert_num_queries(7):
        refresh_clocks(chats[1:], now=NOW)

    assert Obligation.objects.open().count() == 12
