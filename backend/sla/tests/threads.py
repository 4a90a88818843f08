"""Threads for the tests, written as people would tell them: `buyer("12:00")`, `seller("12:30")`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count

from sla.deadline import DEFAULT_POLICY, PolicyVersion
from sla.facts import Kind, ObligationFacts
from sla.obligations import derive
from sla.senders import CABINET, Sender, SenderKind
from sla.thread import AcceptedReply, ActionKind, Author, ClockAction, ClockMessage, Moderation
from sla.timeline import Timeline
from sla.window import WindowFacts

NO_WINDOW = WindowFacts()
KNOWN_WINDOW = WindowFacts(after_buyer=timedelta(hours=48), is_known=True)
ESTIMATED_WINDOW = WindowFacts(after_buyer=timedelta(hours=48))
LATER = datetime(2027, 1, 1, tzinfo=UTC)
MEMBER = Sender(SenderKind.MEMBER, member_id=7, name="Антон Ответов")
_numbers = count(3_000_000_002_900_000_000)
_actions = count(1)


def at(text: str) -> datetime:
    """`at("12:30")` is on the 1st of June 2026, `at("3 12:30")` on the 3rd."""
    day, _, hour = text.rpartition(" ")
    return datetime.fromisoformat(f"2026-06-{int(day or 1):02} {hour}").replace(tzinfo=UTC)


def buyer(text: str, *, number: int | None = None, is_historic: bool = False) -> ClockMessage:
    return _message(text, Author.BUYER, number=number, is_historic=is_historic)


def seller(
    text: str,
    *,
    number: int | None = None,
    is_ours: bool = False,
    is_automatic: bool = False,
    moderation: Moderation = Moderation.NONE,
    written: str = "",
) -> ClockMessage:
    message = _message(
        text, Author.SELLER, number=number, is_ours=is_ours, is_automatic=is_automatic, moderation=moderation
    )
    return replace(message, sender=MEMBER, written_at=at(written)) if written else message


def other(text: str) -> ClockMessage:
    return _message(text, Author.OTHER)


def accepted(text: str, *, known: ClockMessage | None = None, written: str = "") -> AcceptedReply:
    return AcceptedReply(
        accepted_at=at(text),
        sender=MEMBER,
        known_at=known.at if known else None,
        written_at=at(written) if written else None,
    )


def waive(text: str, *, knowing: ClockMessage) -> ClockAction:
    return ClockAction(next(_actions), ActionKind.WAIVE, at(text), covers=knowing.position)


def close(text: str, *, knowing: ClockMessage) -> ClockAction:
    return ClockAction(next(_actions), ActionKind.CLOSE, at(text), covers=knowing.position)


def undo(text: str) -> ClockAction:
    return ClockAction(next(_actions), ActionKind.UNDO, at(text))


def reopen(text: str) -> ClockAction:
    return ClockAction(next(_actions), ActionKind.REOPEN, at(text))


def marketplace_close(text: str) -> ClockAction:
    return ClockAction(next(_actions), ActionKind.MARKETPLACE_CLOSE, at(text))


def owed(
    *messages: ClockMessage,
    replies: Sequence[AcceptedReply] = (),
    actions: Sequence[ClockAction] = (),
    versions: Sequence[PolicyVersion] = (DEFAULT_POLICY,),
    recomputed_at: Sequence[datetime] = (),
    window: WindowFacts = NO_WINDOW,
    now: datetime = LATER,
    automatic_within: timedelta | None = None,
    first_kind: Kind | None = None,
) -> list[ObligationFacts]:
    return derive(
        messages,
        replies=replies,
        actions=actions,
        timeline=Timeline(tuple(versions), tuple(recomputed_at)),
        window=window,
        now=now,
        automatic_within=automatic_within,
        first_kind=first_kind,
    )


def _message(
    text: str,
    author: Author,
    *,
    number: int | None = None,
    is_ours: bool = False,
    is_automatic: bool = False,
    is_historic: bool = False,
    moderation: Moderation = Moderation.NONE,
) -> ClockMessage:
    number = next(_numbers) if number is None else number
    return ClockMessage(
        id=str(number),
        number=number,
        at=at(text),
        author=author,
        sender=MEMBER if is_ours else CABINET,
        is_automatic=is_automatic,
        is_historic=is_historic,
        moderation=moderation,
    )
