"""Which messages and replies count as an answer of a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.senders import Sender
from sla.thread import AcceptedReply, Author, ClockMessage, Moderation, Position


@dataclass(frozen=True, slots=True)
class Answer:
    """``message_id`` is empty while the answer was accepted but not yet seen in the history.

    ``written_at`` is known of what was sent from here: it was on its way from then until ``at``.
    """

    at: datetime
    message_id: str
    is_provisional: bool
    sender: Sender
    written_at: datetime | None = None

    def was_on_its_way(self, moment: datetime) -> bool:
        return self.written_at is not None and self.written_at <= moment < self.at


def answer_in(
    message: ClockMessage, *, last_buyer: Position | None, automatic_within: timedelta | None
) -> Answer | None:
    """The answer a seller's message is, if a person wrote it and it reached the buyer."""
    if message.author is not Author.SELLER or message.is_automatic or message.moderation is Moderation.FAILED:
        return None
    looks_automatic = (
        automatic_within is not None and last_buyer is not None and message.at - last_buyer.at <= automatic_within
    )
    if looks_automatic and not message.is_ours:
        return None
    return Answer(
        at=message.at,
        message_id=message.id,
        is_provisional=message.moderation is Moderation.PENDING,
        sender=message.sender,
        written_at=message.written_at,
    )


def provisional_answers(replies: Iterable[AcceptedReply]) -> Sequence[Answer]:
    return [
        Answer(at=reply.at, message_id="", is_provisional=True, sender=reply.sender, written_at=reply.written_at)
        for reply in replies
    ]
