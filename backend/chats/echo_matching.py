"""Which messages of a thread are the ones we sent; pure, so that every order of events can be tried."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import unescape
from typing import Final
from urllib.parse import unquote, urlsplit

CLOCKS_DIFFER_BY: Final = timedelta(minutes=2)
ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True)
class SentReply:
    """A reply that may have reached the marketplace, with how many of its attempts may have.

    `unnamed_calls` are the calls, from beginning to end, of a picture that may have taken it to the marketplace: its
    echo may not show yet what it is, and then nothing but the time says whose it is.
    """

    id: int
    left_at: datetime
    echo_after_id: int
    text: str = field(repr=False)
    file_name: str = field(default="", repr=False)
    unnamed_calls: tuple[tuple[datetime, datetime], ...] = ()
    is_linked: bool = False
    spare_echoes: int = 0


@dataclass(frozen=True)
class SellerMessage:
    """A message of the shop that is linked to no reply yet."""

    id: int
    sent_at: datetime
    text: str = field(repr=False)
    files: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    is_unnamed_picture: bool = False


@dataclass(frozen=True)
class Match:
    reply_id: int
    message_id: int
    is_duplicate: bool


def match_echoes(replies: Sequence[SentReply], messages: Sequence[SellerMessage]) -> list[Match]:
    """Pair messages with replies, both given in order; each message serves one reply.

    A reply without an echo goes before a second echo of one that was sent again: it is the one in doubt. Pictures of
    which no name is shown go to the pictures that found no echo by their names.
    """
    waiting = [reply for reply in replies if not reply.is_linked]
    spare = {reply.id: reply.spare_echoes for reply in replies}
    matches: list[Match] = []
    for message in messages:
        found = next((reply for reply in waiting if is_echo(message, of=reply)), None)
        if found is not None:
            waiting.remove(found)
            matches.append(Match(found.id, message.id, is_duplicate=False))
            continue
        again = next((reply for reply in replies if spare[reply.id] and is_echo(message, of=reply)), None)
        if again is not None:
            spare[again.id] -= 1
            matches.append(Match(again.id, message.id, is_duplicate=True))
    for message in messages:
        found = next((reply for reply in waiting if may_be_picture(message, of=reply)), None)
        if found is not None:
            waiting.remove(found)
            matches.append(Match(found.id, message.id, is_duplicate=False))
    return matches


def may_be_picture(message: SellerMessage, *, of: SentReply) -> bool:
    """Whether it bears the time of one of the calls; it may come to light long after."""
    if not message.is_unnamed_picture or message.id <= of.echo_after_id:
        return False
    return any(start - CLOCKS_DIFFER_BY <= message.sent_at <= end + CLOCKS_DIFFER_BY for start, end in of.unnamed_calls)


def is_echo(message: SellerMessage, *, of: SentReply) -> bool:
    if message.id <= of.echo_after_id or message.sent_at < of.left_at - CLOCKS_DIFFER_BY:
        return False
    if of.file_name:
        return bears_name(message, of.file_name)
    return same_text(message.text, of.text)


def bears_name(message: SellerMessage, file_name: str) -> bool:
    return any(_names(file_name, name, ref) for name, ref in message.files)


def same_text(shown: str, sent: str) -> bool:
    """Equal after trimming and collapsing blanks, which the marketplace may double, and characters it may escape."""
    written = _folded(sent)
    return any(_folded(reading) == written for reading in _readings(shown))


def _readings(shown: str) -> Iterator[str]:
    """What a text of the marketplace, which is Markdown, may stand for."""
    yield shown
    if "&" in shown or "\\" in shown:
        yield unescape(shown)
        yield ESCAPED.sub(r"\1", shown)
        yield unescape(ESCAPED.sub(r"\1", shown))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _names(sent: str, name: str, ref: str) -> bool:
    last = unquote(urlsplit(ref).path.rsplit("/", 1)[-1])
    return _folded(sent).casefold() in (_folded(name).casefold(), _folded(last).casefold())
