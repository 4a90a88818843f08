"""What failures make of an account, and how it comes back."""

import logging
from datetime import timedelta
from itertools import pairwise

import pytest

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_member, make_user
from chats.models import ChatAccount
from chats.selectors.freshness import late_accounts
from chats.services.account_abilities import forbid_sending
from chats.services.account_checks import recheck
from chats.services.account_states import LONGEST_BACKOFF, backoff
from chats.sync.account_states import lose_access
from chats.sync.connect import seal
from chats.tests.cabinet import HOUR, MINUTE, Cabinet
from chats.tests.factories import CREDENTIALS
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.errors import AuthFailed, RateLimited, Rejected, TemporaryFailure
from core.crypto import UnreadableSecret
from core.tests.waiting_mails import waiting_mails

WRONG_KEY = AuthFailed("key_invalid", status=403)


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock, owner_member: Membership, queued: Queued) -> Cabinet:
    return Cabinet.connected(workspace, clock)


@pytest.mark.parametrize(
    ("failure", "state", "code"),
    [
        (AuthFailed("key_invalid"), "needs_key", "key_invalid"),
        (AuthFailed("key_expired"), "needs_key", "key_expired"),
        (AuthFailed("key_deactivated"), "needs_key", "key_deactivated"),
        (AuthFailed("key_role_missing"), "needs_key", "key_role_missing"),
        (AuthFailed("network_not_allowed"), "needs_key", "network_not_allowed"),
        (AuthFailed("access_denied"), "needs_key", "access_denied"),
        (AuthFailed("offer_not_signed"), "blocked", "offer_not_signed"),
        (AuthFailed("company_blocked"), "blocked", "company_blocked"),
        (Rejected("marketplace_subscription_required", status=403), "needs_subscription", "subscription_no_reading"),
    ],
)
def test_a_refusal_shuts_the_account_out_and_says_why(
    cabinet: Cabinet, failure: AuthFailed | Rejected, state: str, code: str
) -> None:
    cabinet.marketplace.fail("list_chats", failure, times=2)

    run = cabinet.look()

    account = cabinet.fresh_account
    assert (account.state, account.state_code) == (state, code)
    assert account.can_read is (state != "needs_subscription")
    assert run is not None
    assert (run.result, run.error_code) == ("failed", code)


def test_a_refused_account_is_asked_once_an_hour(cabinet: Cabinet) -> None:
    cabinet.marketplace.fail("*", WRONG_KEY, times=999)

    calls = 0
    for _ in range(180):
        calls += len(cabinet.calls_of_look())
        cabinet.clock.pass_time(MINUTE)

    assert calls == 2 + 1 + 1, "the first refusal is confirmed"


def test_a_refusal_that_is_not_repeated_stops_nothing_and_alarms_nobody(cabinet: Cabinet, queued: Queued) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.marketplace.fail("list_chats", WRONG_KEY)

    run = cabinet.look()
    cabinet.clock.pass_time(MINUTE)
    cabinet.look()

    assert run is not None
    assert (run.result, run.error_code) == ("failed", "marketplace_unavailable")
    assert cabinet.fresh_account.state == "active"
    assert cabinet.texts(chat_id)
    assert waiting_mails() == []


@pytest.mark.parametrize("code", ["key_invalid", "key_deactivated", "access_denied"])
def test_a_refused_key_whose_last_day_has_passed_is_called_expired(cabinet: Cabinet, code: str) -> None:
    ChatAccount.objects.update(key_expires_at=cabinet.clock.now())
    cabinet.marketplace.fail("list_chats", AuthFailed(code), times=2)

    cabinet.look()

    assert cabinet.fresh_account.state_code == "key_expired"


def test_a_person_may_ask_a_refused_account_at_any_time(cabinet: Cabinet) -> None:
    cabinet.marketplace.fail("list_chats", WRONG_KEY, times=2)
    cabinet.look()

    cabinet.look(asked=True)

    assert cabinet.fresh_account.state == "active"


def test_the_owner_is_told_once_when_it_stops_and_once_when_it_works_again(cabinet: Cabinet, queued: Queued) -> None:
    cabinet.marketplace.fail("*", WRONG_KEY, times=3)
    for _ in range(4):
        cabinet.look()
        cabinet.clock.pass_time(HOUR)
    cabinet.look()

    stopped, recovered = waiting_mails()
    assert stopped["subject"] == "Кабинет «Лавка на Ozon» не обновляется"
    assert "Маркетплейс не принял ключ." in stopped["text"]
    assert recovered["subject"] == "Кабинет «Лавка на Ozon» снова обновляется"
    assert cabinet.fresh_account.state == "active"
    assert cabinet.changes().count("account.updated") == 2


def test_the_owner_is_told_once_that_messages_are_closed_and_once_that_they_are_open_again(
    cabinet: Cabinet, queued: Queued
) -> None:
    cabinet.buyer_asks()
    cabinet.marketplace.fail("history", Rejected("marketplace_subscription_required", status=403), times=2)

    for _ in range(3):
        cabinet.look()
        cabinet.clock.pass_time(MINUTE)
    recheck(account=cabinet.fresh_account, connector=cabinet.connect(cabinet.fresh_account), now=cabinet.clock.now())
    late = list(late_accounts(now=cabinet.clock.now() + timedelta(minutes=4)))
    cabinet.look()

    closed, opened = waiting_mails()
    assert closed["subject"] == "Кабинет «Лавка на Ozon» не обновляется"
    assert "Подписка кабинета не открывает историю чатов." in closed["text"]
    assert opened["subject"] == "Кабинет «Лавка на Ozon» снова обновляется"
    assert not late, "it came back a moment ago"
    assert cabinet.state.fresh_at == cabinet.clock.now()


def test_each_owner_is_told_in_their_language_and_agents_are_not(cabinet: Cabinet, queued: Queued) -> None:
    workspace = cabinet.account.workspace
    english = make_user(email="owner-en@example.com", language="en")
    make_member(workspace=workspace, role=Membership.Role.OWNER, user=english)
    make_member(workspace=workspace, role=Membership.Role.AGENT)
    cabinet.marketplace.fail("list_chats", WRONG_KEY, times=2)

    cabinet.look()

    subjects = {mail["subject"] for mail in waiting_mails()}
    assert subjects == {
        "Кабинет «Лавка на Ozon» не обновляется",
        "The cabinet “Лавка на Ozon” is not being updated",
    }
    assert len(waiting_mails()) == 2


def test_another_reason_of_the_same_state_is_shown_but_not_mailed_again(cabinet: Cabinet, queued: Queued) -> None:
    cabinet.marketplace.fail("list_chats", WRONG_KEY, times=2)
    cabinet.marketplace.fail("list_chats", AuthFailed("key_expired"))

    cabinet.look()
    cabinet.clock.pass_time(HOUR)
    cabinet.look()

    assert cabinet.fresh_account.state_code == "key_expired"
    assert len(waiting_mails()) == 1


def test_recovery_looks_at_the_abilities_again(cabinet: Cabinet, queued: Queued) -> None:
    cabinet.marketplace.fail("list_chats", WRONG_KEY, times=2)
    cabinet.look()

    cabinet.look(asked=True)

    assert ("chats.recheck_account", {"account_id": cabinet.account.pk}) in queued


def test_a_refusal_of_a_key_that_was_replaced_meanwhile_is_not_held_against_the_new_one(cabinet: Cabinet) -> None:
    with_old_key = cabinet.fresh_account
    new_key = seal({**CREDENTIALS, "api_key": "9f8e7d6c-0000-4000-8000-000000001234"})
    ChatAccount.objects.filter(pk=with_old_key.pk).update(credentials=new_key)

    lose_access(with_old_key, WRONG_KEY, now=cabinet.clock.now())

    assert cabinet.fresh_account.state == "active"


def test_a_lost_ability_of_a_key_that_was_replaced_meanwhile_is_not_held_against_the_new_one(cabinet: Cabinet) -> None:
    with_old_key = cabinet.fresh_account
    new_key = seal({**CREDENTIALS, "api_key": "9f8e7d6c-0000-4000-8000-000000001234"})
    ChatAccount.objects.filter(pk=with_old_key.pk).update(credentials=new_key)

    forbid_sending(with_old_key)

    assert cabinet.fresh_account.can_send


def test_a_key_that_may_read_the_list_but_no_history_is_called_so(cabinet: Cabinet) -> None:
    cabinet.buyer_asks()
    cabinet.marketplace.fail("history", AuthFailed("key_role_missing", status=403))

    cabinet.look()

    assert (cabinet.fresh_account.state, cabinet.fresh_account.state_code) == ("needs_key", "key_role_missing")


def test_a_refusal_does_not_take_an_account_out_of_its_pause(cabinet: Cabinet) -> None:
    ChatAccount.objects.filter(pk=cabinet.account.pk).update(state="paused")

    lose_access(cabinet.account, WRONG_KEY, now=cabinet.clock.now())

    assert cabinet.fresh_account.state == "paused"


def test_trouble_of_the_marketplace_is_waited_out_longer_and_longer_and_passes_by_itself(cabinet: Cabinet) -> None:
    cabinet.marketplace.fail("*", TemporaryFailure("marketplace_unavailable"), times=12)

    asked_at = []
    for minute in range(120):
        if cabinet.calls_of_look():
            asked_at.append(minute)
        cabinet.clock.pass_time(MINUTE)

    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert max(gaps) <= 15
    assert gaps[:5] == sorted(gaps[:5])
    assert cabinet.fresh_account.state == "active"
    cabinet.clock.pass_time(15 * MINUTE)
    cabinet.look()
    assert cabinet.state.failures_in_row == 0
    assert cabinet.state.last_error_code == ""


def test_a_rate_limit_is_kept_to_the_moment_it_names(cabinet: Cabinet) -> None:
    until = cabinet.clock.now() + timedelta(minutes=4)
    cabinet.marketplace.fail("list_chats", RateLimited(until=until))

    cabinet.look()

    state = cabinet.state
    assert state.next_attempt_at == until
    assert state.last_error_code == "marketplace_rate_limited"


def test_an_outage_is_logged_once(cabinet: Cabinet, caplog: pytest.LogCaptureFixture) -> None:
    cabinet.marketplace.fail("*", TemporaryFailure("marketplace_unavailable"), times=5)

    with caplog.at_level(logging.INFO):
        for _ in range(60):
            cabinet.look()
            cabinet.clock.pass_time(MINUTE)

    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == ["sync.delayed"]


def test_a_stored_key_that_cannot_be_opened_asks_for_a_new_one(cabinet: Cabinet) -> None:
    def closed(_: ChatAccount) -> None:
        raise UnreadableSecret("no key opens it")

    cabinet.look(connect=closed)

    assert (cabinet.fresh_account.state, cabinet.fresh_account.state_code) == ("needs_key", "credentials_unreadable")


@pytest.mark.parametrize("failures", [0, 3, 8, 500])
def test_a_backoff_is_scattered_and_bounded(failures: int) -> None:
    waits = {backoff(failures) for _ in range(20)}

    assert len(waits) > 1
    assert all(timedelta(seconds=30) <= wait <= LONGEST_BACKOFF for wait in waits)
