"""Storing what was read: every message once, in whatever order and however often it comes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from chats.models import Change, Chat, Message
from chats.picture_times import next_question
from chats.services.changes import change_feed, record
from chats.services.clock import refresh_clock
from chats.sync.echoes import link_echoes
from chats.sync.summary import summarize
from connectors.records import ModerationState, RemoteFile, RemoteMessage

MODERATION = {
    ModerationState.PENDING: Message.Moderation.PENDING,
    ModerationState.PASSED: Message.Moderation.PASSED,
    ModerationState.REFUSED: Message.Moderation.FAILED,
}
MAY_CHANGE = ("text", "attachments", "moderation", "moderation_check_at", "order_number", "sku")


@dataclass(frozen=True)
class StoredMessages:
    """What a page brought; the chat is the locked row, up to date."""

    chat: Chat
    created: tuple[Message, ...] = ()
    updated: tuple[Message, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.created or self.updated)

    @property
    def earliest_at(self) -> datetime:
        return min(message.sent_at for message in (*self.created, *self.updated))


def store_messages(
    chat: Chat | int, messages: Sequence[RemoteMessage], *, now: datetime, historic: bool = False
) -> StoredMessages:
    """Store a page of one chat under the lock of its row; storing it again changes nothing.

    Messages sent before the account was connected raise no unread, whoever reads them; a `historic` read, the
    import's, does not announce them one by one either.
    """
    chat_id = chat if isinstance(chat, int) else chat.pk
    with change_feed():
        locked = Chat.objects.select_for_update(of=("self",)).select_related("chat_account").get(pk=chat_id)
        stored = _store(locked, messages, now=now)
        if stored:
            summarize(locked, stored.created)
            link_echoes(locked, now=now)
            refresh_clock(locked, now=now, since=stored.earliest_at)
            _announce(stored, quiet=historic)
        return stored


def _store(chat: Chat, messages: Sequence[RemoteMessage], *, now: datetime) -> StoredMessages:
    incoming = {message.id: message for message in messages if message.id}
    known = {row.external_id: row for row in chat.messages.filter(external_id__in=incoming)}
    updated = [known[id_] for id_ in known if _take_over(known[id_], incoming[id_])]
    if updated:
        Message.objects.bulk_update(updated, MAY_CHANGE)
    fresh = [message for id_, message in incoming.items() if id_ not in known]
    if not fresh:
        return StoredMessages(chat=chat, updated=tuple(updated))
    otherwise = chat.last_message_at or now
    rows = [_to_row(chat, message, sent_at, now=now) for message, sent_at in with_moments(fresh, otherwise=otherwise)]
    # ON CONFLICT DO UPDATE of the id with itself changes nothing, and unlike DO NOTHING it gives the row's key.
    Message.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["chat", "external_id"],
        update_fields=["external_id"],
        batch_size=500,
    )
    rows.sort(key=lambda row: (row.sent_at, row.number))
    return StoredMessages(chat=chat, created=tuple(rows), updated=tuple(updated))


def with_moments(messages: Iterable[RemoteMessage], *, otherwise: datetime) -> list[tuple[RemoteMessage, datetime]]:
    """Each message with a time, oldest first; one without takes that of its nearest neighbour."""
    ordered = sorted(messages, key=lambda message: message.position)
    moment = next((message.sent_at for message in ordered if message.sent_at), otherwise)
    timed: list[tuple[RemoteMessage, datetime]] = []
    for message in ordered:
        moment = message.sent_at or moment
        timed.append((message, moment))
    return timed


def _to_row(chat: Chat, message: RemoteMessage, sent_at: datetime, *, now: datetime) -> Message:
    row = Message(
        chat=chat,
        external_id=message.id,
        number=Decimal(message.position),
        author=Message.Author(message.author.value),
        raw_kind=message.raw_kind[:64],
        author_external_id=(message.author_external_id or "")[:64],
        is_automatic=message.author.value == Message.Author.AUTOMATIC,
        is_historic=sent_at < chat.chat_account.connected_at,
        sent_at=sent_at,
        moderation_check_at=next_question(seen_at=now, now=now),
    )
    _take_over(row, message)
    return row


def _take_over(row: Message, message: RemoteMessage) -> bool:
    """Bring the changeable fields of a row up to date; True when one of them changed."""
    before = [getattr(row, name) for name in MAY_CHANGE]
    row.text = message.text
    row.attachments = [_to_attachment(file) for file in message.files]
    row.moderation = MODERATION.get(message.moderation, Message.Moderation.NONE)
    if row.moderation != Message.Moderation.PENDING:
        row.moderation_check_at = None
    row.order_number = (message.order_number or row.order_number)[:64]
    row.sku = (message.sku or row.sku)[:64]
    return before != [getattr(row, name) for name in MAY_CHANGE]


def _to_attachment(file: RemoteFile) -> dict[str, object]:
    return {
        "ref": file.ref,
        "name": file.name or "",
        "content_type": file.content_type,
        "is_image": file.is_image,
        "size": file.size,
    }


def _announce(stored: StoredMessages, *, quiet: bool) -> None:
    chat = stored.chat
    where = {"chat_account_id": chat.chat_account_id, "chat_id": chat.pk}
    told = [message for message in stored.created if not message.is_historic]
    for message in told:
        record(chat.workspace_id, Change.Kind.MESSAGE_CREATED, **where, message_id=message.pk)
    for message in stored.updated:
        record(chat.workspace_id, Change.Kind.MESSAGE_UPDATED, **where, message_id=message.pk)
    if told or stored.updated or not quiet:
        record(chat.workspace_id, Change.Kind.CHAT_UPDATED, **where)
