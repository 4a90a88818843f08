"""What the clock reads: messages, answers on their way and people's actions, and the one order of them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sla.senders import CABINET, Sender, SenderKind


class Author(StrEnum):
    """Only these two matter; everyone else at the marketplace neither opens nor closes."""

    BUYER = "buyer"
    SELLER = "seller"
    OTHER = "other"


class Moderation(StrEnum):
    NONE = "none"
    PENDING = "pending"
    PASSED = "passed"
    FAILED = "failed"


class Position(NamedTuple):
    """Place in a thread: time first, then the marketplace id as an integer."""

    at: datetime
    number: int


@dataclass(frozen=True, slots=True)
class ClockMessage:
    """``written_at`` is when one of us wrote what the message shows; empty for what we did not send."""

    id: str
    number: int
    at: datetime
    author: Author
    sender: Sender = CABINET
    is_automatic: bool = False
    is_historic: bool = False
    moderation: Moderation = Moderation.NONE
    written_at: datetime | None = None

    @property
    def position(self) -> Position:
        return Position(self.at, self.number)

    @property
    def is_ours(self) -> bool:
        return self.sender.kind is not SenderKind.CABINET


@dataclass(frozen=True, slots=True)
class AcceptedReply:
    """Accepted by the marketplace, not yet in its history; ``known_at`` is the newest message known at sending."""

    accepted_at: datetime
    sender: Sender
    known_at: datetime | None = None
    written_at: datetime | None = None

    @property
    def at(self) -> datetime:
        return max(self.accepted_at, self.known_at) if self.known_at else self.accepted_at


class ActionKind(StrEnum):
    WAIVE = "waive"
    CLOSE = "close"
    MARKETPLACE_CLOSE = "marketplace_close"
    MARKETPLACE_OPEN = "marketplace_open"
    UNDO = "undo"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class ClockAction:
    """Something done to a chat; ``covers`` is the newest message known to the person who did it.

    What the marketplace did covers all that was written before, known to us or not.
    """

    number: int
    kind: ActionKind
    at: datetime
    covers: Position | None = None

    def covers_message(self, position: Position) -> bool:
        return position <= self.covers if self.covers else position.at <= self.at


def in_order(messages: Iterable[ClockMessage]) -> Sequence[ClockMessage]:
    """Each message once, whatever order and however often they were delivered."""
    once = {message.id: message for message in messages}
    return sorted(once.values(), key=lambda message: (message.at, message.number, message.id))
