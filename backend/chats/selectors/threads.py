"""What the reply clock reads of a chat: a few narrow queries for any number of chats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Subquery

from chats.echo_matching import CLOCKS_DIFFER_BY
from chats.models import Chat, Message, Reply, ReplyAttempt
from chats.reply_codes import CLOSES_WINDOW
from sla.models import Action
from sla.senders import CABINET, Sender
from sla.thread import AcceptedReply, ActionKind, Author, ClockAction, ClockMessage, Moderation, Position

_HEARD = (Message.Author.BUYER, Message.Author.SELLER)
SHORTEST: Final = timedelta(microseconds=1)
_WRITER = ("author_id", "api_key_id", "author_name")


@dataclass
class Thread:
    messages: list[ClockMessage] = field(default_factory=list)
    replies: list[AcceptedReply] = field(default_factory=list)
    refusals: list[datetime] = field(default_factory=list)
    actions: list[ClockAction] = field(default_factory=list)

    @property
    def last_buyer_at(self) -> datetime | None:
        return max((message.at for message in self.messages if message.author is Author.BUYER), default=None)

    @property
    def stands_closed(self) -> bool:
        """Whether the last thing we noted of the marketplace's status is that it closed the chat."""
        noted = [action for action in self.actions if action.kind in REMOTE]
        return bool(noted) and noted[-1].kind is ActionKind.MARKETPLACE_CLOSE


REMOTE = (ActionKind.MARKETPLACE_CLOSE, ActionKind.MARKETPLACE_OPEN)


def is_longer_than(chat: Chat, length: int) -> bool:
    """Whether the clock would have to read more than so many messages; looks at no more than that."""
    return Message.objects.filter(chat=chat, author__in=_HEARD)[length : length + 1].exists()


def load_threads(
    chats: Sequence[Chat],
    *,
    since: datetime | None = None,
    just_stored: Mapping[int, Sequence[Message]] | None = None,
) -> dict[int, Thread]:
    """The threads from their beginning, or only the messages of ``since`` and later.

    ``just_stored`` holds whole threads, of chats in which nothing was linked yet: they are not read back.
    """
    threads: dict[int, Thread] = defaultdict(Thread)
    ids = [chat.pk for chat in chats]
    in_hand = just_stored or {}
    stored_at = _read_messages([id_ for id_ in ids if id_ not in in_hand], threads, since)
    for chat_id, rows in in_hand.items():
        _take_messages(chat_id, rows, threads, stored_at)
    if with_replies := _read_replies(ids, threads, stored_at):
        _read_refusals(with_replies, threads)
    for chat_id, actions in read_actions(ids).items():
        threads[chat_id].actions = actions
    return threads


def _read_messages(
    chat_ids: Sequence[int], threads: dict[int, Thread], since: datetime | None
) -> dict[int, list[tuple[int, datetime]]]:
    """Fill in what the clock hears; returns our id and the marketplace's time of each message, per chat."""
    stored_at: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    if not chat_ids:
        return stored_at
    heard = Message.objects.filter(chat_id__in=chat_ids, author__in=_HEARD)
    if since is not None:
        heard = heard.filter(sent_at__gte=since)
    rows = heard.values_list(
        "chat_id",
        "pk",
        "external_id",
        "number",
        "author",
        "sent_at",
        "is_automatic",
        "is_historic",
        "moderation",
        *_sender_columns("reply"),
        *_sender_columns("duplicate_of__reply"),
        "reply__queued_at",
        "reply__left_at",
    )
    for chat_id, pk, id_, number, author, sent_at, is_automatic, is_historic, moderation, *sent in rows:
        message = ClockMessage(
            id=id_,
            number=int(number),
            at=sent_at,
            author=Author(author),
            sender=_sender(*sent[:4]) or _sender(*sent[4:8]) or CABINET,
            is_automatic=is_automatic,
            is_historic=is_historic,
            moderation=Moderation(moderation),
            written_at=_written_at(*sent[8:], sent_at=sent_at),
        )
        threads[chat_id].messages.append(message)
        stored_at[chat_id].append((pk, sent_at))
    return stored_at


def _written_at(queued_at: datetime | None, left_at: datetime | None, *, sent_at: datetime) -> datetime | None:
    """When it was last sent off before it was seen; a later wish to send it again found it there."""
    return left_at if queued_at is not None and left_at is not None and queued_at > sent_at else queued_at


def _sender_columns(reply: str) -> list[str]:
    return [f"{reply}__{name}" for name in ("id", *_WRITER)]


def _sender(reply_id: int | None, member_id: int | None, api_key_id: int | None, name: str | None) -> Sender | None:
    """Who wrote the reply that a message shows, if it shows one."""
    if reply_id is None:
        return None
    return Sender.of_reply(member_id=member_id, api_key_id=api_key_id, name=name or "")


def _take_messages(
    chat_id: int,
    rows: Iterable[Message],
    threads: dict[int, Thread],
    stored_at: dict[int, list[tuple[int, datetime]]],
) -> None:
    for row in rows:
        if row.author not in _HEARD:
            continue
        message = ClockMessage(
            id=row.external_id,
            number=int(row.number),
            at=row.sent_at,
            author=Author(row.author),
            is_automatic=row.is_automatic,
            is_historic=row.is_historic,
            moderation=Moderation(row.moderation),
        )
        threads[chat_id].messages.append(message)
        stored_at[chat_id].append((row.pk, row.sent_at))


def _read_replies(
    chat_ids: Sequence[int], threads: dict[int, Thread], stored_at: dict[int, list[tuple[int, datetime]]]
) -> list[int]:
    """Fill in what the marketplace took and does not show yet; returns the chats in which we ever wrote.

    A rehearsal answers nobody.
    """
    rows = Reply.objects.filter(chat_id__in=chat_ids, is_simulated=False).values_list(
        "chat_id", "state", "message_id", "queued_at", "accepted_at", "echo_after_id", *_WRITER
    )
    written: set[int] = set()
    for chat_id, state, message_id, queued_at, accepted_at, newest_known, *writer in rows:
        written.add(chat_id)
        if state == Reply.State.ACCEPTED and message_id is None and accepted_at is not None:
            known = (sent_at for pk, sent_at in stored_at[chat_id] if newest_known is not None and pk <= newest_known)
            sender = Sender.of_reply(member_id=writer[0], api_key_id=writer[1], name=writer[2])
            answer = AcceptedReply(
                accepted_at=accepted_at, sender=sender, known_at=max(known, default=None), written_at=queued_at
            )
            threads[chat_id].replies.append(answer)
    return sorted(written)


def _read_refusals(chat_ids: Sequence[int], threads: dict[int, Thread]) -> None:
    """Times at which the marketplace refused a reply for its window, unless the buyer wrote in the meantime.

    They are ours, those of messages the marketplace's: what was heard after a refusal and is dated a little before it
    still comes after it.
    """
    heard_meanwhile = Message.objects.filter(
        chat=OuterRef("reply__chat"),
        author=Message.Author.BUYER,
        is_historic=False,
        received_at__gt=OuterRef("started_at"),
        received_at__lte=OuterRef("ended_at"),
    )
    heard_after = Message.objects.filter(
        chat=OuterRef("reply__chat"),
        author=Message.Author.BUYER,
        is_historic=False,
        received_at__gt=OuterRef("ended_at"),
        sent_at__gt=OuterRef("ended_at") - CLOCKS_DIFFER_BY,
        sent_at__lte=OuterRef("ended_at"),
    )
    rows = ReplyAttempt.objects.filter(
        ~Exists(heard_meanwhile),
        reply__chat_id__in=chat_ids,
        outcome=ReplyAttempt.Outcome.FAILED,
        error_code=CLOSES_WINDOW,
        ended_at__isnull=False,
    ).values_list("reply__chat_id", "ended_at", Subquery(heard_after.order_by("sent_at").values("sent_at")[:1]))
    for chat_id, ended_at, heard_at in rows:
        assert ended_at is not None
        threads[chat_id].refusals.append(heard_at - SHORTEST if heard_at is not None else ended_at)


def read_actions(chat_ids: Sequence[int]) -> dict[int, list[ClockAction]]:
    """What people and the marketplace did to these chats, in order."""
    actions: dict[int, list[ClockAction]] = defaultdict(list)
    rows = Action.objects.filter(chat_id__in=chat_ids).order_by(F("at"), F("pk"))
    for row in rows:
        covers = None
        if row.covers_at is not None and row.covers_number is not None:
            covers = Position(row.covers_at, int(row.covers_number))
        actions[row.chat_id].append(ClockAction(number=row.pk, kind=ActionKind(row.kind), at=row.at, covers=covers))
    return actions
