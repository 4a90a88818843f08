"""Chats that cannot be read while others can: they are passed over, and asked again ever more seldom.

A read that fails does not tell a bad chat from a marketplace in trouble. A chat that was read before is the witness:
if the marketplace shows it, the others are bad; if not, the run has failed and no chat is held to blame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from chats.models import Chat
from chats.sync.reading import Reader
from chats.sync.roster import ToRead
from connectors.errors import ConnectorError, Rejected, TemporaryFailure

IN_ROW: Final = 3
RETRIED_AT_ONCE: Final = 2
FIRST_PAUSE: Final = timedelta(minutes=2)
LONGEST_PAUSE: Final = timedelta(hours=1)
MOST_FAILURES: Final = 1000
UNPAID: Final = "marketplace_subscription_required"
# Refusals whose words say nothing: they may be about the chat, or about all of the account.
UNEXPLAINED: Final = ("access_denied", "refused", "conflict")


def is_unpaid(error: Rejected) -> bool:
    return error.code == UNPAID


def is_unexplained(error: Rejected) -> bool:
    return error.code in UNEXPLAINED


def as_trouble(error: ConnectorError) -> TemporaryFailure:
    """What the whole run failed of; a refusal that says nothing may be over tomorrow."""
    if isinstance(error, TemporaryFailure):
        return error
    return TemporaryFailure(error.code, status=error.status, detail=error.detail, method=error.method)


def good_ones_first(targets: Sequence[ToRead]) -> list[ToRead]:
    return sorted(targets, key=lambda target: target.chat.read_failures > 0)


def pause_after(failures: int) -> timedelta:
    """None after the first failure: the next run may find it over."""
    if failures < 2:
        return timedelta(0)
    doublings: int = 2 ** min(failures - 2, 10)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)


@dataclass
class Troubles:
    """The failed reads of one run."""

    reader: Reader
    now: datetime
    bad: list[Chat] = field(default_factory=list)
    in_row: int = 0
    retried: int = 0
    passed_over: int = 0
    are_proven: bool = False

    def pass_over(self, chat: Chat) -> bool:
        """True for a bad chat whose turn has not come; one run tries but a few of them."""
        if not chat.read_failures:
            return False
        waits = chat.read_not_before is not None and self.now < chat.read_not_before
        if waits or self.retried == RETRIED_AT_ONCE:
            self.passed_over += 1
            return True
        self.retried += 1
        return False

    def note(self, chat: Chat, error: ConnectorError) -> None:
        """Raises when it is the marketplace that is in trouble."""
        self.bad.append(chat)
        self.in_row += 1
        if self.in_row == IN_ROW:
            self.in_row = 0
            self._hear_witness(chat, as_trouble(error))

    def note_read(self, chat: Chat) -> None:
        self.are_proven = True
        self.in_row = 0
        if chat.read_failures:
            Chat.objects.filter(pk=chat.pk).update(read_failures=0, read_not_before=None)

    def end(self, chats: Sequence[Chat]) -> None:
        """After the last chat: where not one was read, only a witness tells whether one could have been."""
        number = len(self.bad) + self.passed_over
        if self.are_proven or not number:
            return
        nobody = TemporaryFailure("marketplace_unavailable") if number >= IN_ROW else None
        self._hear_witness(chats[0], nobody)

    def put_off(self) -> None:
        """Hold the failures against the chats, if they are theirs."""
        for chat in self.bad if self.are_proven else ():
            failures = min(chat.read_failures + 1, MOST_FAILURES)
            not_before = self.now + pause_after(failures)
            Chat.objects.filter(pk=chat.pk).update(read_failures=failures, read_not_before=not_before)

    def _hear_witness(self, chat: Chat, error: TemporaryFailure | None) -> None:
        """Raises the witness's failure; without a witness the given one, and then the next run begins with others."""
        witness = self._witness(chat.chat_account_id)
        if witness is None:
            self.are_proven = error is not None
            if error is not None:
                raise error
            return
        self.are_proven = False
        try:
            self.reader.after(witness, last_id=witness.last_external_id)
        except Rejected as refusal:
            if is_unpaid(refusal):
                raise
            if is_unexplained(refusal):
                raise as_trouble(refusal) from refusal
        self.are_proven = True

    def _witness(self, account_id: int) -> Chat | None:
        """The chat in which was written last, of those that could be read."""
        read = Chat.objects.filter(chat_account=account_id, is_listed=True, read_failures=0)
        others = read.exclude(pk__in=[chat.pk for chat in self.bad])
        return others.order_by("-last_message_at", "-id").first()
