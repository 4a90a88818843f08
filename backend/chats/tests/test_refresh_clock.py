"""The clock of a chat from stored rows: what stands on the chat and which obligations are kept."""

from datetime import datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from accounts.models import Workspace
from chats.models import Chat, ChatAccount, Message, Reply, ReplyAttempt
from chats.services.clock import refresh_clock, refresh_clocks
from chats.tests.factories import NOW, make_account, make_chat, make_message, make_reply
from sla.models import Action, Obligation

State = Obligation.State
BUYER = Message.Author.BUYER
SELLER = Message.Author.SELLER
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


@pytest.fixture
def chat(account: ChatAccount) -> Chat:
    return make_chat(account=account)


def refreshed(chat: Chat, *, now: datetime = NOW) -> Chat:
    refresh_clock(chat, now=now)
    return Chat.objects.get(pk=chat.pk)


def debts(chat: Chat) -> list[Obligation]:
    return list(chat.obligations.order_by("opened_at"))


def states(chat: Chat) -> list[str]:
    return [debt.state for debt in debts(chat)]


def test_a_waiting_buyer_starts_both_clocks(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - HOUR)
    make_message(chat=chat, at=NOW)

    waiting = refreshed(chat)

    assert waiting.waiting_since == NOW - HOUR
    assert (waiting.warn_at, waiting.due_at) == (NOW + 2 * HOUR, NOW + 3 * HOUR)
    assert (waiting.window_closes_at, waiting.window_is_estimate) == (NOW + 48 * HOUR, True)
    assert waiting.deadline_at == waiting.due_at
    assert waiting.answered_at is None
    assert list(Chat.objects.waiting()) == [waiting]


def test_an_answer_from_anywhere_stops_the_clock(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 2 * HOUR)
    refresh_clock(chat, now=NOW)
    make_message(chat=chat, author=SELLER, at=NOW - HOUR)

    answered = refreshed(chat)

    assert answered.waiting_since is answered.warn_at is answered.due_at is answered.deadline_at is None
    assert answered.answered_at == NOW - HOUR
    assert answered.window_closes_at == NOW + 46 * HOUR
    assert states(chat) == [State.MET]


def test_refreshing_again_changes_nothing(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 2 * HOUR)
    make_message(chat=chat, author=SELLER, at=NOW - HOUR)
    make_message(chat=chat, at=NOW)
    refresh_clock(chat, now=NOW)
    before = list(chat.obligations.order_by("pk").values())
    stored = Chat.objects.get(pk=chat.pk)

    assert refresh_clock(stored, now=NOW + HOUR) is False

    assert list(chat.obligations.order_by("pk").values()) == before
    assert Chat.objects.get(pk=chat.pk).updated_at == stored.updated_at


def test_an_answer_found_after_the_due_time_makes_a_breach_good(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 5 * HOUR)
    breached = refreshed(chat)
    assert list(Chat.objects.late(NOW)) == [breached]

    make_message(chat=chat, author=SELLER, at=NOW - 2 * HOUR)
    refresh_clock(chat, now=NOW + timedelta(minutes=10))

    assert states(chat) == [State.MET]
    assert not Chat.objects.late(NOW).exists()


def test_a_page_that_comes_late_moves_the_opening_back(chat: Chat) -> None:
    make_message(chat=chat, at=NOW)
    refresh_clock(chat, now=NOW)
    earlier = make_message(chat=chat, at=NOW - HOUR)

    moved = refreshed(chat)

    [debt] = debts(chat)
    assert moved.waiting_since == debt.opened_at == NOW - HOUR
    assert (debt.opened_by, debt.buyer_messages) == (earlier.external_id, 2)


def test_a_page_that_comes_late_may_split_what_was_one_debt(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 3 * HOUR)
    second = make_message(chat=chat, at=NOW)
    refresh_clock(chat, now=NOW)
    make_message(chat=chat, author=SELLER, at=NOW - HOUR)

    split = refreshed(chat)

    assert states(chat) == [State.MET, State.OPEN]
    assert split.waiting_since == second.sent_at


def test_a_page_that_comes_late_may_join_what_was_two_debts(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 3 * HOUR)
    picture = make_message(chat=chat, author=SELLER, at=NOW - 2 * HOUR, moderation=Message.Moderation.PENDING)
    make_message(chat=chat, at=NOW - HOUR)
    refresh_clock(chat, now=NOW)
    assert states(chat) == [State.MET, State.OPEN]

    picture.moderation = Message.Moderation.FAILED
    picture.save(update_fields=["moderation"])
    joined = refreshed(chat)

    assert states(chat) == [State.OPEN]
    assert joined.waiting_since == NOW - 3 * HOUR


def test_ids_beyond_64_bits_are_kept_and_ordered_as_numbers(chat: Chat) -> None:
    for number, author in ((99_999_999_999_999_999_999, BUYER), (100_000_000_000_000_000_000, SELLER)):
        chat.messages.create(external_id=str(number), number=number, author=author, sent_at=NOW)

    refresh_clock(chat, now=NOW)

    [debt] = debts(chat)
    assert (debt.state, debt.opened_by) == (State.MET, "99999999999999999999")


def test_an_accepted_reply_answers_until_its_echo_says_when(chat: Chat) -> None:
    question = make_message(chat=chat, at=NOW - 4 * HOUR)
    reply = make_reply(chat=chat, state=Reply.State.ACCEPTED, accepted_at=NOW, echo_after_id=question.pk)
    accepted = refreshed(chat)
    [debt] = debts(chat)
    assert (debt.state, debt.answer_is_provisional, accepted.answered_at) == (State.MET, True, NOW)

    echo = make_message(chat=chat, author=SELLER, at=NOW + 3 * SECOND)
    Reply.objects.filter(pk=reply.pk).update(state=Reply.State.DELIVERED, message=echo)
    delivered = refreshed(chat)

    [debt] = debts(chat)
    assert (debt.state, debt.answer_is_provisional) == (State.MET_LATE, False)
    assert delivered.answered_at == echo.sent_at


@pytest.mark.parametrize("state", [Reply.State.QUEUED, Reply.State.SENDING, Reply.State.FAILED, Reply.State.UNCLEAR])
def test_a_reply_that_was_not_accepted_closes_nothing(chat: Chat, state: str) -> None:
    make_message(chat=chat)
    make_reply(chat=chat, state=state)

    assert refreshed(chat).due_at is not None


def test_a_failed_send_and_then_a_success_is_one_answer(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - HOUR)
    reply = make_reply(chat=chat, state=Reply.State.FAILED)
    refresh_clock(chat, now=NOW)
    assert states(chat) == [State.OPEN]

    Reply.objects.filter(pk=reply.pk).update(state=Reply.State.ACCEPTED, accepted_at=NOW)
    refresh_clock(chat, now=NOW)

    assert states(chat) == [State.MET]


def test_a_rehearsal_closes_nothing(chat: Chat) -> None:
    make_message(chat=chat)
    make_reply(chat=chat, state=Reply.State.ACCEPTED, accepted_at=NOW, is_simulated=True)

    assert refreshed(chat).due_at is not None


def test_a_provisional_answer_is_not_before_the_newest_message_known_at_sending(chat: Chat) -> None:
    question = make_message(chat=chat, at=NOW + 2 * SECOND)
    make_reply(chat=chat, state=Reply.State.ACCEPTED, accepted_at=NOW, echo_after_id=question.pk)

    assert refreshed(chat).answered_at == NOW + 2 * SECOND


def refuse(chat: Chat, *, code: str, at: datetime = NOW) -> None:
    """The marketplace said no to a reply."""
    reply = make_reply(chat=chat, state=Reply.State.FAILED, error_code=code, failed_at=at)
    reply.attempts.create(
        number=1, started_at=at - SECOND, ended_at=at, outcome=ReplyAttempt.Outcome.FAILED, error_code=code
    )


def test_a_refusal_for_the_window_loses_the_debt_and_ends_the_window(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 2 * HOUR)
    refuse(chat, code="reply_window_closed")

    refused = refreshed(chat)

    assert states(chat) == [State.LOST]
    assert refused.due_at is refused.deadline_at is None
    assert (refused.window_closes_at, refused.window_is_estimate) == (NOW, False)


def test_after_a_refusal_the_buyer_opens_anew_and_the_loss_is_remembered(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 2 * HOUR)
    refuse(chat, code="reply_window_closed")
    make_message(chat=chat, at=NOW + HOUR)

    reopened = refreshed(chat, now=NOW + HOUR)

    assert states(chat) == [State.LOST, State.OPEN]
    assert (reopened.window_closes_at, reopened.window_is_estimate) == (NOW + 49 * HOUR, True)


def test_another_refusal_ends_no_window(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - HOUR)
    refuse(chat, code="chat_disabled")

    assert refreshed(chat).window_is_estimate
    assert states(chat) == [State.OPEN]


def test_an_estimated_end_that_has_passed_is_no_deadline(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - 50 * HOUR)

    waiting = refreshed(chat)

    assert waiting.window_closes_at == NOW - 2 * HOUR
    assert waiting.deadline_at == waiting.due_at == NOW - 46 * HOUR


def test_a_chat_that_the_marketplace_closed_is_lost_from_when_we_saw_it(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - HOUR)
    chat.remote_status = Chat.RemoteStatus.CLOSED

    refresh_clock(chat, now=NOW)
    refresh_clock(chat, now=NOW + HOUR)

    [debt] = debts(chat)
    assert (debt.state, debt.ended_at) == (State.LOST, NOW)


def test_a_chat_that_was_closed_and_opened_again_owes_only_what_came_later(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - HOUR)
    chat.remote_status = Chat.RemoteStatus.CLOSED
    refresh_clock(chat, now=NOW)

    chat.remote_status = Chat.RemoteStatus.OPEN
    make_message(chat=chat, at=NOW + HOUR)
    refresh_clock(chat, now=NOW + HOUR)

    assert states(chat) == [State.LOST, State.OPEN]


def test_a_waive_ends_the_debt_until_the_buyer_writes(chat: Chat) -> None:
    thanks = make_message(chat=chat, at=NOW - HOUR)
    Action.objects.create(
        workspace=chat.workspace,
        chat=chat,
        kind=Action.Kind.WAIVE,
        at=NOW,
        covers_at=thanks.sent_at,
        covers_number=thanks.number,
    )
    assert refreshed(chat).due_at is None

    make_message(chat=chat, at=NOW + HOUR)
    refresh_clock(chat, now=NOW + HOUR)

    assert states(chat) == [State.WAIVED, State.OPEN]


def test_a_debt_opened_by_imported_history_is_marked(chat: Chat) -> None:
    make_message(chat=chat, at=NOW - HOUR, is_historic=True)

    refresh_clock(chat, now=NOW)

    assert [debt.is_historic for debt in debts(chat)] == [True]


def test_only_chats_with_buyers_have_a_clock(account: ChatAccount) -> None:
    support = make_chat(account=account, kind=Chat.Kind.SUPPORT)
    make_message(chat=support)

    assert refreshed(support).due_at is None
    assert debts(support) == []


def test_many_chats_cost_as_many_queries_as_one(
    account: ChatAccount, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    chats = [make_chat(account=account) for _ in range(12)]
    for chat in chats:
        make_message(chat=chat, at=NOW - 2 * HOUR)
        make_message(chat=chat, author=SELLER, at=NOW - HOUR)
        make_message(chat=chat, at=NOW)

    with django_assert_num_queries(8):
        changed = refresh_clocks(chats, now=NOW)

    assert changed == chats
    assert Obligation.objects.open().count() == 12
