"""Marks of the chat list and message ids of a marketplace, which are integers written as text."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final, Protocol

from chats.models import Chat

EMPTY_CHAT: Final = "0"
MISSES_BEFORE_ACCEPTING: Final = 3
MOST_MISSES: Final = 20
# Looks come once a minute, give or take; those that a person asks for, and slices of an import, come faster.
MISS_COUNTS_AFTER: Final = timedelta(seconds=50)


class ReadSoFar(Protocol):
    """How far the history of a chat is known."""

    @property
    def change_mark(self) -> str: ...
    @property
    def last_external_id(self) -> str: ...
    @property
    def history_is_complete(self) -> bool: ...


def place(mark: str) -> int | None:
    """The mark as a position among messages; None for marks of marketplaces that count otherwise."""
    return int(mark) if mark.isascii() and mark.isdigit() else None


def is_ahead(mark: str, *, of: str) -> bool:
    """True when the mark speaks of a message newer than the known one. Ids are never compared as text."""
    if not of:
        return True
    marked, known = place(mark), place(of)
    if marked is None or known is None:
        return mark != of
    return marked > known


def later(first: str, second: str) -> str:
    return first if not second or (first and is_ahead(first, of=second)) else second


def has_history(mark: str | None) -> bool:
    """False for a chat that was opened and never written in, and where the list tells nothing."""
    return bool(mark) and mark != EMPTY_CHAT


def needs_reading(chat: ReadSoFar | None, mark: str) -> bool:
    """Whether the history holds something we have not read, as far as the list can tell."""
    if chat is None or not chat.history_is_complete:
        return True
    return mark != chat.change_mark and is_ahead(mark, of=chat.last_external_id)


def ends_below_mark(chat: ReadSoFar) -> bool:
    """Whether the chat was left alone although the list names a message that its history has not shown."""
    marked, known = place(chat.change_mark), place(chat.last_external_id or EMPTY_CHAT)
    return marked is not None and known is not None and marked > known


def settle(chat: Chat, mark: str | None, *, now: datetime) -> None:
    """Remember up to where a finished read went; without a mark the newest message says it.

    The list may know a message before the history shows it. Then the old mark stays and the next look comes
    back, three times and not faster than once a minute; after that the newest message is taken for hidden and the
    mark is accepted. From then on only sweeps ask for it, without a mark, and their misses count on from there.
    """
    if mark is None:
        if not chat.change_mark or place(chat.change_mark) is not None:
            chat.change_mark = later(chat.last_external_id, chat.change_mark)
        if ends_below_mark(chat):
            chat.missed_at = now
            chat.mark_misses = min(max(chat.mark_misses, MISSES_BEFORE_ACCEPTING) + 1, MOST_MISSES)
        elif chat.mark_misses > MISSES_BEFORE_ACCEPTING:
            chat.mark_misses = 0
        owe_no_more(chat)
        return
    if chat.mark_misses > MISSES_BEFORE_ACCEPTING:
        # Of a message before this one.
        chat.mark_misses = 0
    if place(mark) is not None and is_ahead(mark, of=chat.last_external_id):
        if chat.missed_at is not None and abs(now - chat.missed_at) < MISS_COUNTS_AFTER:
            return
        chat.missed_at = now
        if chat.mark_misses < MISSES_BEFORE_ACCEPTING:
            chat.mark_misses += 1
            return
    chat.mark_misses = 0
    newest = chat.last_external_id
    chat.change_mark = newest if place(mark) is not None and is_ahead(newest or EMPTY_CHAT, of=mark) else mark
    owe_no_more(chat)


def owe_no_more(chat: Chat) -> None:
    """Drop the note of a message to be read once it has been, or was given up."""
    if chat.pending_mark and not needs_reading(chat, chat.pending_mark):
        chat.pending_mark = ""


def give_up(chat: Chat, mark: str | None, *, now: datetime) -> None:
    """The marketplace refuses to show this chat; after some tries looks leave it alone until its mark changes."""
    chat.missed_at = now
    if mark is None:
        return
    if chat.mark_misses < MISSES_BEFORE_ACCEPTING:
        chat.mark_misses += 1
        return
    chat.mark_misses = 0
    chat.change_mark = mark
    chat.history_is_complete = True
    chat.read_failures = max(chat.read_failures, 1)
    owe_no_more(chat)
