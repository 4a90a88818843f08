"""A thread reduced to what the clock hears: buyers' messages and answers, in order, with their episodes.

An episode is a run of a chat's life. A new one starts with the first buyer message ever, with the first one after a
close in our product, and with one after fourteen quiet days.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.answers import Answer, answer_in, provisional_answers
from sla.thread import AcceptedReply, ActionKind, Author, ClockAction, ClockMessage, Position, in_order

QUIET = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class BuyerMessage:
    id: str
    position: Position
    episode: int
    is_historic: bool

    @property
    def at(self) -> datetime:
        return self.position.at


def conversation(
    messages: Iterable[ClockMessage],
    replies: Iterable[AcceptedReply],
    actions: Sequence[ClockAction],
    *,
    automatic_within: timedelta | None,
) -> list[BuyerMessage | Answer]:
    heard: list[ClockMessage | Answer] = []
    last_buyer: Position | None = None
    for message in in_order(messages):
        if message.author is Author.BUYER:
            last_buyer = message.position
            heard.append(message)
        elif answer := answer_in(message, last_buyer=last_buyer, automatic_within=automatic_within):
            heard.append(answer)
    heard.extend(provisional_answers(replies))
    # A stable sort: at the same instant what is in the history comes before what is on its way.
    heard.sort(key=lambda item: item.at)
    return _with_episodes(heard, [action for action in actions if action.kind is ActionKind.CLOSE])


def _with_episodes(heard: list[ClockMessage | Answer], closes: list[ClockAction]) -> list[BuyerMessage | Answer]:
    told: list[BuyerMessage | Answer] = []
    episode = 0
    last_buyer: Position | None = None
    last_at: datetime | None = None
    for item in heard:
        if isinstance(item, Answer):
            told.append(item)
        else:
            if _starts_episode(item, last_buyer=last_buyer, last_at=last_at, closes=closes):
                episode += 1
            told.append(BuyerMessage(item.id, item.position, episode, item.is_historic))
            last_buyer = item.position
        last_at = item.at
    return told


def _starts_episode(
    message: ClockMessage, *, last_buyer: Position | None, last_at: datetime | None, closes: list[ClockAction]
) -> bool:
    if last_buyer is None or last_at is None or message.at - last_at >= QUIET:
        return True
    return any(close.covers_message(last_buyer) and not close.covers_message(message.position) for close in closes)
