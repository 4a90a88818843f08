"""Ozon's answers as typed values; the only place that knows the names of its fields."""

from dataclasses import dataclass, field
from datetime import datetime

from connectors.errors import TemporaryFailure
from connectors.ozon.fields import Drift, Fields, shape, storable


@dataclass(frozen=True, slots=True)
class OzonChat:
    chat_id: str
    chat_status: str
    chat_type: str
    created_at: datetime | None
    last_message_id: str | None
    first_unread_message_id: str | None
    unread_count: int | None


@dataclass(frozen=True, slots=True)
class OzonChatList:
    chats: tuple[OzonChat, ...]
    cursor: str
    has_next: bool


@dataclass(frozen=True, slots=True)
class OzonMessage:
    message_id: str
    user_id: str
    user_type: str
    created_at: datetime | None
    data: tuple[str, ...] = field(repr=False)
    is_read: bool | None
    is_image: bool
    order_number: str
    sku: str
    moderate_image_status: str


@dataclass(frozen=True, slots=True)
class OzonHistory:
    messages: tuple[OzonMessage, ...]
    has_next: bool


@dataclass(frozen=True, slots=True)
class OzonRoles:
    expires_at: datetime | None
    methods: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OzonSeller:
    name: str
    legal_name: str
    inn: str
    subscription: str
    is_premium: bool | None


def read_chat_list(raw: object, drift: Drift) -> OzonChatList:
    """Raises TemporaryFailure for an answer without a list: it says nothing, not that there are no chats.

    Where its other fields show that this is a page of the list, none may be null or left out.
    """
    page = top(raw, "chat_list", "chats", drift)
    listed = page.items_or_none("chats")
    is_page = page.has("has_next") or page.has("total_unread_count")
    if listed is None and (page.raw("chats") is not None or not is_page):
        raise TemporaryFailure("malformed_answer", detail="no list of chats")
    chats = [read_chat(item, drift) for item in listed or ()]
    page.raw("total_unread_count")
    cursor = page.text("cursor")
    has_next = page.flag("has_next")
    page.done()
    more = bool(cursor) and bool(chats) if has_next is None else has_next
    return OzonChatList(chats=tuple(chat for chat in chats if chat), cursor=cursor, has_next=more)


def read_chat(raw: object, drift: Drift) -> OzonChat | None:
    if raw is None:
        drift.note("null_item", "chat_list.chats")
        return None
    item = Fields(raw, where="chat_list.chats", drift=drift)
    if item.raw("chat", needed=True) is None:
        drift.note("null_item", "chat_list.chats.chat")
        return None
    chat = item.inner("chat")
    chat_id = chat.text("chat_id", needed=True)
    result = OzonChat(
        chat_id=chat_id,
        chat_status=chat.text("chat_status", needed=True),
        chat_type=chat.text("chat_type", needed=True),
        created_at=chat.moment("created_at"),
        last_message_id=item.id("last_message_id"),
        first_unread_message_id=item.id("first_unread_message_id"),
        unread_count=item.count("unread_count"),
    )
    chat.done()
    item.done()
    if not chat_id:
        drift.note("bad_id", "chat_list.chats.chat.chat_id")
        return None
    return result


def read_history(raw: object, drift: Drift) -> OzonHistory:
    """The same for messages; where `has_next` shows that this is a page of a history, none may be null or left out."""
    page = top(raw, "history", "messages", drift)
    listed = page.items_or_none("messages")
    if listed is None and (page.raw("messages") is not None or not page.has("has_next")):
        raise TemporaryFailure("malformed_answer", detail="no list of messages")
    messages = [read_message(item, drift) for item in listed or ()]
    has_next = page.flag("has_next")
    page.done()
    return OzonHistory(messages=tuple(message for message in messages if message), has_next=bool(has_next))


def read_message(raw: object, drift: Drift) -> OzonMessage | None:
    if raw is None:
        drift.note("null_item", "history.messages")
        return None
    item = Fields(raw, where="history.messages", drift=drift)
    message_id = item.id("message_id")
    user = item.inner("user", needed=True)
    context = item.inner("context")
    result = OzonMessage(
        message_id=message_id or "0",
        user_id=user.text("id"),
        user_type=user.text("type", needed=True),
        created_at=item.moment("created_at", needed=True),
        data=read_data(item),
        is_read=item.flag("is_read"),
        is_image=item.flag("is_image") is True,
        order_number=context.text("order_number"),
        sku=context.text("sku"),
        moderate_image_status=item.text("moderate_image_status"),
    )
    for part in (user, context, item):
        part.done()
    if result.message_id == "0":
        drift.note("bad_id", "history.messages.message_id", "0")
        return None
    return result


def read_data(item: Fields) -> tuple[str, ...]:
    value = item.raw("data", needed=True)
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        if item.has("data"):
            item.drift.note("wrong_type", "history.messages.data", shape(value))
        return ()
    odd = sum(1 for part in value if part is not None and not isinstance(part, str))
    if odd:
        item.drift.note("wrong_type", "history.messages.data.item")
    return tuple(storable(part) for part in value if isinstance(part, str))


def read_roles(raw: object, drift: Drift) -> OzonRoles:
    body = top(raw, "roles", "roles", drift)
    expires_at = body.moment("expires_at")
    methods: list[str] = []
    for item in body.items("roles", needed=True):
        role = Fields(item, where="roles.roles", drift=drift)
        role.text("name")
        methods += [method for method in role.items("methods") if isinstance(method, str)]
        role.done()
    body.done()
    return OzonRoles(expires_at=expires_at, methods=tuple(methods))


def read_seller(raw: object, drift: Drift) -> OzonSeller:
    """Requires nothing: accounts were seen with other fields than the documentation has."""
    body = top(raw, "seller", "company", drift)
    company = body.inner("company")
    subscription = body.inner("subscription")
    legal_name = company.text("legal_name").strip()
    return OzonSeller(
        name=company.text("name").strip() or legal_name,
        legal_name=legal_name,
        inn=company.text("inn").strip(),
        subscription=subscription.text("type").strip().upper(),
        is_premium=subscription.flag("is_premium"),
    )


def top(raw: object, where: str, key: str, drift: Drift) -> Fields:
    """The answer itself, also when it is wrapped as the answers of older methods are."""
    body = Fields(raw, where=where, drift=drift)
    if not body.has(key) and body.has("result"):
        inner = body.inner("result")
        if inner.has(key):
            return inner
    return body
