"""A page of the chat list against the chats we know: what is new, what changed its state, what is to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from chats.models import Change, Chat, ChatAccount
from chats.services.changes import change_feed, record
from chats.services.clock import refresh_clock
from chats.sync.marks import has_history, needs_reading
from connectors.records import ChatKind, ChatStatus, RemoteChat

LONGEST_ID = 128


@dataclass(frozen=True)
class ToRead:
    """A chat to be read, and what the list said of it; None when it is read for another reason."""

    chat: Chat
    mark: str | None


def compare(account: ChatAccount, listed: Sequence[RemoteChat], *, now: datetime) -> list[ToRead]:
    """Take over what the list itself tells and name the chats to be read, in the order of the list.

    Mailings, support and unknown kinds are not stored, nor chats in which nothing was written: they cost no call.
    """
    wanted = {chat.id: chat for chat in listed if is_inbox(chat)}
    stored = _stored(account, wanted)
    if account.can_read_history and (new := [chat for id_, chat in wanted.items() if id_ not in stored]):
        Chat.objects.bulk_create([_new_row(account, chat) for chat in new], ignore_conflicts=True)
        stored |= _stored(account, [chat.id for chat in new])
    for id_, chat in stored.items():
        if wanted[id_].status is not ChatStatus.UNKNOWN and wanted[id_].status.value != chat.remote_status:
            _take_over_status(chat, wanted[id_], now=now)
    if not account.can_read_history:
        return []
    return [
        ToRead(chat=stored[id_], mark=chat.change_mark or "")
        for id_, chat in wanted.items()
        if id_ in stored and needs_reading(stored[id_], chat.change_mark or "")
    ]


def is_inbox(chat: RemoteChat) -> bool:
    return chat.kind is ChatKind.BUYER and has_history(chat.change_mark) and 0 < len(chat.id) <= LONGEST_ID


def _stored(account: ChatAccount, ids: Iterable[str]) -> dict[str, Chat]:
    return {chat.external_id: chat for chat in account.chats.filter(external_id__in=list(ids))}


def _new_row(account: ChatAccount, chat: RemoteChat) -> Chat:
    return Chat(
        workspace_id=account.workspace_id,
        chat_account=account,
        external_id=chat.id,
        kind=Chat.Kind.BUYER,
        raw_kind=chat.raw_kind[:64],
        remote_status=chat.status.value,
        remote_created_at=chat.created_at,
        buyer_name=(chat.buyer_name or "")[:200],
        buyer_external_id=(chat.buyer_external_id or "")[:64],
        order_number=(chat.order_number or "")[:64],
        sku=(chat.sku or "")[:64],
    )


def _take_over_status(chat: Chat, listed: RemoteChat, *, now: datetime) -> None:
    with change_feed():
        locked = Chat.objects.select_for_update(of=("self",)).select_related("chat_account").get(pk=chat.pk)
        chat.remote_status = locked.remote_status = Chat.RemoteStatus(listed.status.value)
        locked.save(update_fields=["remote_status", "updated_at"])
        refresh_clock(locked, now=now)
        record(chat.workspace_id, Change.Kind.CHAT_UPDATED, chat_account_id=chat.chat_account_id, chat_id=chat.pk)
