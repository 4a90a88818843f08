"""What we owe a buyer, derived from the whole thread by one pure function.

An obligation opens with the oldest unanswered buyer message and is closed by the first answer of a person after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sla.actions import standing_actions
from sla.answers import Answer
from sla.conversation import BuyerMessage, conversation
from sla.facts import Kind, ObligationFacts
from sla.ledger import Ledger
from sla.thread import AcceptedReply, ClockAction, ClockMessage
from sla.timeline import Timeline
from sla.window import WindowFacts

_Event = BuyerMessage | Answer | ClockAction | datetime


def derive(
    messages: Iterable[ClockMessage],
    *,
    timeline: Timeline,
    window: WindowFacts,
    now: datetime,
    replies: Iterable[AcceptedReply] = (),
    actions: Iterable[ClockAction] = (),
    automatic_within: timedelta | None = None,
    first_kind: Kind | None = None,
) -> list[ObligationFacts]:
    """All obligations of a thread, oldest first; the same for any order and repetition of its messages.

    ``automatic_within`` is set where other programs answer by themselves. ``first_kind`` is the kind of an obligation
    that is known already, when the messages begin with its opening and not with the beginning of the chat.
    """
    standing = standing_actions(actions)
    heard = conversation(messages, replies, standing, automatic_within=automatic_within)
    ledger = Ledger(timeline=timeline, window=window, first_kind=first_kind)
    ours = [answer for answer in heard if isinstance(answer, Answer) and answer.written_at]
    # A stable sort: at the same instant a message comes before a refusal and before an action.
    for event in sorted([*heard, *window.refusals, *standing], key=_moment):
        match event:
            case BuyerMessage():
                ledger.hear_buyer(event)
            case Answer():
                ledger.hear_answer(event)
            case ClockAction():
                ledger.apply_action(event, on_its_way=_on_its_way(ours, event.at))
            case datetime():
                ledger.refuse_window(event)
    return ledger.close(now)


def _on_its_way(ours: Iterable[Answer], moment: datetime) -> Answer | None:
    """The answer that had been written by then and reached the buyer only afterwards; the first of several."""
    return next((answer for answer in ours if answer.was_on_its_way(moment)), None)


def _moment(event: _Event) -> datetime:
    return event if isinstance(event, datetime) else event.at
