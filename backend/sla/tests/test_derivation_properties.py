"""Whatever the order, the repetition or the portions in which a thread became known, it owes the same."""

from datetime import timedelta
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sla.facts import ObligationFacts, State
from sla.senders import CABINET
from sla.tests.threads import KNOWN_WINDOW, MEMBER, NO_WINDOW, at, owed
from sla.thread import AcceptedReply, ActionKind, Author, ClockAction, ClockMessage, Moderation, Position
from sla.window import WindowFacts

moments = st.integers(0, 40 * 24).map(lambda hours: at("1 00:00") + timedelta(hours=hours))
bodies = st.tuples(
    moments,
    st.sampled_from([Author.BUYER, Author.BUYER, Author.SELLER, Author.SELLER, Author.OTHER]),
    st.sampled_from([Moderation.NONE, Moderation.NONE, Moderation.PENDING, Moderation.FAILED]),
    st.booleans(),
    st.none() | st.integers(0, 72),
)
windows = st.sampled_from([NO_WINDOW, KNOWN_WINDOW, WindowFacts(timedelta(hours=48), refusals=(at("9 00:00"),))])
accepted_replies = st.lists(
    st.builds(
        lambda moment, hours: AcceptedReply(moment, MEMBER, written_at=moment - timedelta(hours=hours)),
        moments,
        st.integers(0, 72),
    ),
    max_size=2,
)


@st.composite
def threads(draw: st.DrawFn) -> list[ClockMessage]:
    return [
        ClockMessage(
            id=str(number),
            number=number,
            at=moment,
            author=author,
            moderation=moderation,
            sender=MEMBER if is_ours else CABINET,
            written_at=moment - timedelta(hours=hours) if is_ours and hours is not None else None,
        )
        for number, (moment, author, moderation, is_ours, hours) in enumerate(
            draw(st.lists(bodies, max_size=12)), start=2**63
        )
    ]


@st.composite
def actions(draw: st.DrawFn) -> list[ClockAction]:
    kinds = st.sampled_from(list(ActionKind))
    drawn = draw(st.lists(st.tuples(kinds, moments, st.integers(0, 48)), max_size=3))
    return [
        ClockAction(number, kind, moment, covers=Position(moment - timedelta(hours=hours), 2**64))
        for number, (kind, moment, hours) in enumerate(drawn)
    ]


@given(threads(), actions(), accepted_replies, windows, st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_shuffled_and_repeated_messages_owe_the_same(
    thread: list[ClockMessage],
    done: list[ClockAction],
    replies: list[AcceptedReply],
    window: WindowFacts,
    random: Random,
) -> None:
    delivered = thread + random.sample(thread, k=len(thread) // 2)
    random.shuffle(delivered)
    repeated = done + done[:1]
    random.shuffle(repeated)

    again = owed(*delivered, actions=repeated, replies=replies, window=window)

    assert again == owed(*thread, actions=done, replies=replies, window=window)


@given(threads(), actions(), accepted_replies, windows)
@settings(max_examples=300, deadline=None)
def test_a_chat_has_one_open_debt_at_most_and_debts_do_not_share_messages(
    thread: list[ClockMessage], done: list[ClockAction], replies: list[AcceptedReply], window: WindowFacts
) -> None:
    debts = owed(*thread, actions=done, replies=replies, window=window)
    buyers = [message for message in thread if message.author is Author.BUYER]

    assert sum(debt.state is State.OPEN for debt in debts) <= 1
    assert all(debt.state is not State.OPEN for debt in debts[:-1])
    assert len({debt.opened_by for debt in debts}) == len(debts)
    assert sum(debt.buyer_messages for debt in debts) <= len(buyers)
    assert [debt.opened_at for debt in debts] == sorted(debt.opened_at for debt in debts)
    assert all((debt.ended_at is None) == (debt.state is State.OPEN) for debt in debts)
    assert all((debt.answered_at is not None) == (debt.state in (State.MET, State.MET_LATE)) for debt in debts)


@given(threads())
@settings(max_examples=300, deadline=None)
def test_debts_agree_with_a_walk_that_knows_only_questions_and_answers(thread: list[ClockMessage]) -> None:
    expected: list[tuple[str, str | None]] = []
    for message in sorted(thread, key=lambda message: message.position):
        waiting = bool(expected) and expected[-1][1] is None
        if message.author is Author.BUYER and not waiting:
            expected.append((message.id, None))
        if message.author is Author.SELLER and message.moderation is not Moderation.FAILED and waiting:
            expected[-1] = (expected[-1][0], message.at.isoformat())

    assert [_summary(debt) for debt in owed(*thread)] == expected


def _summary(debt: ObligationFacts) -> tuple[str, str | None]:
    return debt.opened_by, debt.answered_at.isoformat() if debt.answered_at else None


@given(threads(), actions(), accepted_replies, windows, st.data())
@settings(max_examples=300, deadline=None)
def test_a_thread_taken_up_at_a_settled_opening_owes_the_same_from_there(
    thread: list[ClockMessage],
    done: list[ClockAction],
    replies: list[AcceptedReply],
    window: WindowFacts,
    data: st.DataObject,
) -> None:
    debts = owed(*thread, actions=done, replies=replies, window=window)
    settled = [place for place in range(len(debts)) if _is_settled(debts, place)]
    assume(settled)
    place = data.draw(st.sampled_from(settled))
    rest = [message for message in thread if message.at >= debts[place].opened_at]

    resumed = owed(*rest, actions=done, replies=replies, window=window, first_kind=debts[place].kind)

    assert resumed == debts[place:]


def _is_settled(debts: list[ObligationFacts], place: int) -> bool:
    """Everything before it had ended when it opened."""
    opened_at = debts[place].opened_at
    return all(debt.opened_at < opened_at and debt.ended_at and debt.ended_at <= opened_at for debt in debts[:place])
