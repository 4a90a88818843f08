"""`/v3/chat/list`: pages of chats; `chat_type` and `offset` are taken and ignored."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from zlib import crc32

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.faults import CURSOR_GONE
from connectors.ozon.simulator.core.moments import format_moment
from connectors.ozon.simulator.core.refusals import invalid_request
from connectors.ozon.simulator.core.shelf import list_key
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.requests import Body, integer, section

PATH = "/v3/chat/list"
LARGEST_PAGE = 100


def chat_list(call: MethodCall) -> Body:
    limit = integer(call.body, "limit")
    if limit is None or not 1 <= limit <= LARGEST_PAGE:
        raise invalid_request("limit must be in the range 1-100")
    chosen = section(call.body, "filter")
    unread_only = bool(chosen.get("unread_only", False))
    status = chosen.get("chat_status")
    cursor = _cursor(call.body)
    if cursor is not None:
        _refuse_if_forgotten(call)
    shuffled = call.shop.account.list_order == "shuffled"
    chats = _shuffled(call.shop, unread_only, cursor) if shuffled else _newest_first(call.shop, unread_only, cursor)
    # `All`, `Opened` and `Closed` are accepted by the live service and cut nothing.
    if status in ("OPENED", "CLOSED"):
        chats = (chat for chat in chats if chat.status == status)
    page = list(islice(chats, limit + 1))
    has_next = len(page) > limit
    page = page[:limit]
    key = _scattered_key if shuffled else list_key
    return {
        "chats": [_item(chat) for chat in page],
        "total_unread_count": call.shop.unread_total,
        "cursor": str(key(page[-1])) if has_next else "",
        "has_next": has_next,
    }


def _cursor(body: Body) -> int | None:
    value = body.get("cursor")
    if value is None or value == "":
        return None
    if not isinstance(value, str) or not value.isascii() or not value.isdigit():
        raise invalid_request("cursor is not valid")
    return int(value)


def _refuse_if_forgotten(call: MethodCall) -> None:
    if call.shop.faults.take((CURSOR_GONE,), PATH) is not None:
        call.world.note(account=call.shop.account)
        raise invalid_request("cursor is not valid")


def _newest_first(shop: Shop, unread_only: bool, cursor: int | None) -> Iterable[Chat]:
    return (shop.unread if unread_only else shop.shelf).after(cursor)


def _shuffled(shop: Shop, unread_only: bool, cursor: int | None) -> Iterable[Chat]:
    """No order a reader could rely on, yet each chat once in a walk by cursor."""
    chats = sorted((shop.unread if unread_only else shop.shelf).after(None), key=_scattered_key)
    return (chat for chat in chats if cursor is None or _scattered_key(chat) > cursor)


def _scattered_key(chat: Chat) -> int:
    return crc32(chat.chat_id.encode()) << 64 | chat.created_at


def _item(chat: Chat) -> Body:
    return {
        "chat": {
            "chat_id": chat.chat_id,
            "chat_status": chat.status,
            "chat_type": chat.kind,
            "created_at": format_moment(chat.created_at),
        },
        "first_unread_message_id": chat.first_unread_message_id(),
        "last_message_id": chat.last_message_id,
        "unread_count": chat.unread_count,
    }
