"""A daily check in which some question stays without an answer: what an earlier one learnt of the same key is kept."""

from datetime import timedelta

import pytest

from accounts.models import Membership, Workspace
from chats.models import Change, ChatAccount
from chats.services.account_abilities import NO_REPLIES, NO_ROLE_FOR_REPLIES
from chats.services.account_checks import recheck
from chats.services.key_warnings import warn_of_ending_keys
from chats.tests.factories import make_account
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.accounts import AccountCheck, Check, CheckResult, RemoteAccount
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace
from core.tests.waiting_mails import waiting_mails

DAY = timedelta(days=1)
WITHOUT_ROLES = (Check.KEY, Check.CHAT_METHODS)
WITHOUT_SELLER = (Check.SUBSCRIPTION,)


class Checker(FakeConnector):
    """Its check tells what it is given."""

    found = RemoteAccount("836144")
    untold: tuple[Check, ...] = ()
    unanswered: tuple[Check, ...] = ()

    def check(self) -> AccountCheck:
        steps = tuple(CheckResult(step, None if step in self.untold else True) for step in Check)
        return AccountCheck(self.found, steps, unanswered=self.unanswered)


@pytest.fixture
def account(workspace: Workspace, clock: MovingClock, owner_member: Membership, queued: Queued) -> ChatAccount:
    return make_account(
        workspace=workspace,
        key_expires_at=clock.now() + 20 * DAY,
        key_warned_days=None,
        subscription="PREMIUM",
        can_send=False,
        limits=[NO_REPLIES],
    )


def check(account: ChatAccount, clock: MovingClock, checker: Checker) -> ChatAccount:
    recheck(account=account, connector=checker, now=clock.now())
    return ChatAccount.objects.get(pk=account.pk)


def silent_in(*steps: Check) -> Checker:
    checker = Checker(FakeMarketplace())
    checker.untold = checker.unanswered = steps
    return checker


def test_where_nothing_is_answered_everything_is_kept_and_nothing_announced(
    account: ChatAccount, clock: MovingClock
) -> None:
    checked = check(account, clock, silent_in(*WITHOUT_ROLES, *WITHOUT_SELLER))

    assert checked.key_expires_at == account.key_expires_at
    assert (checked.can_send, checked.limits, checked.subscription) == (False, [NO_REPLIES], "PREMIUM")
    assert checked.checked_at == clock.now()
    assert not Change.objects.exists()


def test_a_warning_is_neither_missed_nor_mailed_twice(account: ChatAccount, clock: MovingClock) -> None:
    clock.pass_time(7 * DAY.total_seconds())
    check(account, clock, silent_in(*WITHOUT_ROLES))
    warn_of_ending_keys(clock.now())
    warned = len(waiting_mails())

    check(ChatAccount.objects.get(), clock, silent_in(*WITHOUT_ROLES))
    answered = Checker(FakeMarketplace())
    answered.found = RemoteAccount("836144", expires_at=account.key_expires_at)
    check(ChatAccount.objects.get(), clock, answered)
    warn_of_ending_keys(clock.now())

    assert (warned, len(waiting_mails())) == (1, 1)


@pytest.mark.parametrize(
    ("limit", "silent", "kept"),
    [
        (NO_ROLE_FOR_REPLIES, WITHOUT_ROLES, True),
        (NO_ROLE_FOR_REPLIES, WITHOUT_SELLER, False),
        (NO_REPLIES, WITHOUT_SELLER, True),
        (NO_REPLIES, WITHOUT_ROLES, False),
    ],
)
def test_who_could_not_reply_cannot_until_the_question_why_is_answered(
    account: ChatAccount, clock: MovingClock, limit: str, silent: tuple[Check, ...], kept: bool
) -> None:
    ChatAccount.objects.update(limits=[limit])

    checked = check(ChatAccount.objects.get(), clock, silent_in(*silent))

    assert (checked.can_send, checked.limits) == ((False, [limit]) if kept else (True, []))


def test_a_subscription_of_which_the_answer_says_nothing_is_tried_by_the_next_reply(
    account: ChatAccount, clock: MovingClock
) -> None:
    checker = Checker(FakeMarketplace())
    checker.untold = WITHOUT_SELLER

    checked = check(account, clock, checker)

    assert (checked.can_send, checked.limits, checked.subscription) == (True, [], "PREMIUM")


def test_what_is_answered_counts_although_something_else_is_not(account: ChatAccount, clock: MovingClock) -> None:
    checker = silent_in(*WITHOUT_SELLER)
    expires_at = clock.now() + 90 * DAY
    checker.found = RemoteAccount("836144", expires_at=expires_at)

    checked = check(account, clock, checker)

    assert checked.key_expires_at == expires_at
    assert checked.limits == [NO_REPLIES]


@pytest.mark.parametrize(("silent", "is_open"), [((*WITHOUT_SELLER, Check.HISTORY), False), ((Check.HISTORY,), True)])
def test_messages_of_a_cabinet_without_chats_open_only_by_a_subscription_that_was_told(
    account: ChatAccount, clock: MovingClock, silent: tuple[Check, ...], is_open: bool
) -> None:
    ChatAccount.objects.update(can_read_history=False)

    assert check(ChatAccount.objects.get(), clock, silent_in(*silent)).can_read_history is is_open
