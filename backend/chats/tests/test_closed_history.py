"""A cabinet whose messages the subscription closes: when that is believed, and when it is over."""

import pytest

from accounts.models import Membership, Workspace
from chats.models import ChatAccount
from chats.services.account_checks import recheck
from chats.tests.cabinet import MINUTE, Cabinet
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.accounts import AccountCheck, Check, CheckResult, RemoteAccount
from connectors.errors import Rejected, TemporaryFailure
from connectors.testing.fake import FakeConnector
from core.tests.waiting_mails import waiting_mails

UNPAID = Rejected("marketplace_subscription_required", status=403)


class UnsureConnector(FakeConnector):
    """Its check meets no chat with a buyer, so that it cannot tell whether histories are shown."""

    may_send = True

    def check(self) -> AccountCheck:
        account = RemoteAccount(self.marketplace.external_id, can_send=self.may_send)
        return AccountCheck(account, (CheckResult(Check.HISTORY, None),))


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock, owner_member: Membership, queued: Queued) -> Cabinet:
    return Cabinet.connected(workspace, clock)


def close(cabinet: Cabinet) -> None:
    """With one chat that was read before."""
    cabinet.buyer_asks()
    cabinet.look()
    cabinet.buyer_asks()
    cabinet.marketplace.fail("history", UNPAID, times=2)
    cabinet.look()
    assert not cabinet.fresh_account.can_read_history


def check_unsurely(cabinet: Cabinet, *, may_send: bool = True) -> ChatAccount:
    connector = UnsureConnector(cabinet.marketplace)
    connector.may_send = may_send
    recheck(account=cabinet.fresh_account, connector=connector, now=cabinet.clock.now())
    return cabinet.fresh_account


@pytest.mark.parametrize("failure", [UNPAID, TemporaryFailure("marketplace_unavailable", status=500)])
def test_a_check_that_cannot_tell_opens_nothing_while_a_known_chat_is_not_shown(
    cabinet: Cabinet, failure: Rejected | TemporaryFailure
) -> None:
    close(cabinet)
    cabinet.marketplace.fail("history", failure)

    account = check_unsurely(cabinet)

    assert (account.can_read_history, account.limits) == (False, ["subscription_no_history"])
    assert len(waiting_mails()) == 1


def test_a_known_chat_that_is_shown_again_opens_it(cabinet: Cabinet) -> None:
    close(cabinet)

    account = check_unsurely(cabinet)

    assert (account.can_read_history, account.limits) == (True, [])
    assert len(waiting_mails()) == 2


@pytest.mark.parametrize("may_send", [True, False])
def test_without_a_known_chat_the_subscription_decides(cabinet: Cabinet, may_send: bool) -> None:
    ChatAccount.objects.update(can_read_history=False)

    assert check_unsurely(cabinet, may_send=may_send).can_read_history is may_send


def test_one_chat_that_is_refused_for_the_subscription_closes_no_cabinet(cabinet: Cabinet) -> None:
    cabinet.buyer_asks()
    cabinet.look()
    alone, other = cabinet.buyer_asks(), cabinet.buyer_asks()
    cabinet.clock.pass_time(MINUTE)

    class Connector(FakeConnector):
        def _history(self, chat_id: str) -> list:  # type: ignore[type-arg]
            if chat_id == alone:
                raise UNPAID
            return super()._history(chat_id)

    run = cabinet.look(connect=lambda _: Connector(cabinet.marketplace))

    assert run is not None
    assert (cabinet.fresh_account.can_read_history, run.chats_failed) == (True, 1)
    assert cabinet.texts(other)


def test_who_is_let_in_with_closed_messages_is_not_told_that_messages_arrive(cabinet: Cabinet) -> None:
    ChatAccount.objects.update(
        state=ChatAccount.State.NEEDS_SUBSCRIPTION, state_code="subscription_no_reading", can_read_history=False
    )

    cabinet.look()

    assert cabinet.fresh_account.state == ChatAccount.State.ACTIVE
    assert waiting_mails() == []


def test_a_witness_that_is_refused_for_the_subscription_once_is_asked_again(cabinet: Cabinet) -> None:
    known = cabinet.buyer_asks()
    cabinet.look()
    cabinet.clock.pass_time(MINUTE)
    cabinet.buyer_asks()
    cabinet.marketplace.fail("history", TemporaryFailure("marketplace_unavailable", status=500))
    cabinet.marketplace.fail("history", UNPAID)

    run = cabinet.look()

    assert run is not None
    assert (run.result, run.chats_failed) == ("partial", 1)
    assert cabinet.fresh_account.can_read_history
    assert cabinet.texts(known)
