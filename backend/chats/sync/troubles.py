"""Chats that cannot be read while others can: they are passed over, and asked again ever more seldom.

A read that fails does not tell a bad chat from a marketplace in trouble, nor does a refusal that says the chat is gone:
it may say so of all of them. A chat that was read before is the witness: if the marketplace shows it, the others are
bad; if not, the run has failed and no chat is held to blame.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from chats.models import Chat
from chats.services.changes import change_feed
from chats.sync.marks import give_up
from chats.sync.reading import HistoryRead, Reader
from chats.sync.roster import ToRead
from chats.sync.settling import stop_settling
from connectors.errors import ConnectorError, Rejected, TemporaryFailure

IN_ROW: Final = 3
RETRIED_AT_ONCE: Final = 2
WITNESSES: Final = 3
FIRST_PAUSE: Final = timedelta(minutes=2)
LONGEST_PAUSE: Final = timedelta(hours=1)
MOST_FAILURES: Final = 1000
GIVEN_UP: Final = (
    "change_mark",
    "pending_mark",
    "mark_misses",
    "missed_at",
    "read_failures",
    "history_is_complete",
)
NOTHING_SHOWN: Final = "marketplace_unavailable"
UNPAID: Final = "marketplace_subscription_required"
# Refusals whose words say nothing of the chat: they may be about all of the account, or about how we ask.
SAYS_NOTHING: Final = "refused"
UNEXPLAINED: Final = ("access_denied", SAYS_NOTHING, "conflict", "request_invalid")


def is_unpaid(error: ConnectorError) -> bool:
    return isinstance(error, Rejected) and error.code == UNPAID


def is_unexplained(error: Rejected) -> bool:
    return error.code in UNEXPLAINED


def as_trouble(error: ConnectorError) -> TemporaryFailure:
    """What the whole run failed of; a refusal that is not about one chat may be over tomorrow."""
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


def prove_readable(reader: Reader, chat: Chat, *, now: datetime) -> None:
    """Raises when not this refused chat alone, but none of its account is shown; does not when there is no other."""
    Troubles(reader, now=now, bad=[chat]).end([chat])


@dataclass
class Troubles:
    """The failed reads of one run; `refused` are those of them whose refusal speaks of the chat."""

    reader: Reader
    now: datetime
    bad: list[Chat] = field(default_factory=list)
    refused: list[ToRead] = field(default_factory=list)
    in_row: int = 0
    retried: int = 0
    passed_over: int = 0
    are_proven: bool = False
    are_few: bool = False
    come_last: bool = False

    @property
    def are_in_doubt(self) -> bool:
        """Whether what failed may be more than the chats' own trouble, and nobody was there to tell; a refusal that
        speaks of the chat is believed.
        """
        return self.are_few and (self.passed_over > 0 or len(self.refused) < len(self.bad))

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

    def confirmed(self, chat: Chat, read: Callable[[], HistoryRead]) -> HistoryRead:
        """That the subscription closes the histories is believed when it was heard of two chats, or of the only one
        twice. Where another chat is shown, this one alone is refused.
        """
        try:
            return read()
        except Rejected as error:
            if not is_unpaid(error):
                raise
            refusal = error
        for witness in self._witnesses(chat.chat_account_id, but=[chat])[:1]:
            try:
                self._ask(witness)
            except Rejected as second:
                if is_unpaid(second):
                    raise
                break
            self.are_proven = True
            raise Rejected(SAYS_NOTHING, status=refusal.status, detail=refusal.detail, method=refusal.method)
        return read()

    def note_unstorable(self, chat: Chat) -> None:
        """The marketplace shows the chat; it is our side that cannot take it."""
        self.bad.append(chat)

    def note(self, target: ToRead, error: ConnectorError) -> None:
        """Raises when it is the marketplace that is in trouble."""
        self.bad.append(target.chat)
        if isinstance(error, Rejected) and not is_unexplained(error):
            self.refused.append(target)
        self.in_row += 1
        if self.in_row == IN_ROW:
            self.in_row = 0
            self._hear_witness(target.chat, as_trouble(error))

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
        nobody = TemporaryFailure(NOTHING_SHOWN) if number >= IN_ROW else None
        self._hear_witness(chats[0], nobody)

    def put_off(self) -> None:
        """Hold the failures against the chats, if they are theirs; who stays refused is left alone in the end."""
        for chat in self.bad if self.are_proven or self.come_last else ():
            failures = min(chat.read_failures + 1, MOST_FAILURES)
            not_before = self.now + pause_after(failures)
            Chat.objects.filter(pk=chat.pk).update(read_failures=failures, read_not_before=not_before)
        for target in self.refused if self.are_proven or self.are_few else ():
            stop_settling(target.chat)
            self._leave_alone(target)

    def _leave_alone(self, target: ToRead) -> None:
        with change_feed():
            chat = Chat.objects.select_for_update().get(pk=target.chat.pk)
            give_up(chat, target.mark, now=self.now)
            chat.save(update_fields=GIVEN_UP)

    def _hear_witness(self, chat: Chat, error: TemporaryFailure | None) -> None:
        """Raises the witness's failure; without a witness the given one, and then the next run begins with others.

        A witness that is refused in words about itself may be gone too, so the next one is heard.
        """
        self.are_proven = False
        witnesses = self._witnesses(chat.chat_account_id)
        if not witnesses and error is None:
            self.are_few = True
            return
        for witness in witnesses:
            try:
                self._ask_for_sure(witness)
            except Rejected as refusal:
                if is_unpaid(refusal):
                    raise
                error = as_trouble(refusal)
                if is_unexplained(refusal):
                    break
            else:
                self.are_proven = True
                return
        self.come_last = not witnesses
        assert error is not None
        raise error

    def _ask(self, witness: Chat) -> None:
        self.reader.after(witness, last_id=witness.last_external_id)

    def _ask_for_sure(self, witness: Chat) -> None:
        """Raises that the subscription closes the histories only when it was heard twice."""
        try:
            self._ask(witness)
        except Rejected as refusal:
            if not is_unpaid(refusal):
                raise
            self._ask(witness)

    def _witnesses(self, account_id: int, *, but: Sequence[Chat] = ()) -> list[Chat]:
        """The chats in which was written last, of those that could be read."""
        read = Chat.objects.filter(chat_account=account_id, is_listed=True, read_failures=0)
        others = read.exclude(pk__in=[chat.pk for chat in (*self.bad, *but)])
        return list(others.order_by("-last_message_at", "-id")[:WITNESSES])
