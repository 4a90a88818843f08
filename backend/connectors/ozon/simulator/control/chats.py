from __future__ import annotations

from typing import Any

from connectors.ozon.simulator.control import parameters as p
from connectors.ozon.simulator.core.chat import CLOSED, OPENED, Chat
from connectors.ozon.simulator.core.chats import (
    close_chat,
    edit_message,
    open_chat,
    read_as_buyer,
    read_chat,
    reopen_chat,
)
from connectors.ozon.simulator.core.message import AUTHORS, CUSTOMER, Message
from connectors.ozon.simulator.core.moments import format_moment
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.core.writing import write_file, write_text
from connectors.ozon.simulator.demo.pictures import paint_photo

Body = dict[str, Any]

NEW_CHAT_FIELDS: dict[str, p.Parse] = {
    "chat_id": p.text,
    "kind": p.text,
    "created_at": p.moment,
    "scheme": p.one_of("", "fbo", "fbs", "rfbs"),
    "order_number": p.text,
    "sku": p.text,
    "paid_at": p.moment,
    "delivered_at": p.moment,
    "buyer_name": p.text,
}
STATE_FIELDS: dict[str, p.Parse] = {
    "status": p.one_of(OPENED, CLOSED, "UNSPECIFIED"),
    "disabled": p.flag,
    "unread_without_messages": p.whole,
}
MESSAGE_FIELDS: dict[str, p.Parse] = {
    "author": p.one_of(*AUTHORS),
    "text": p.text,
    "photo": p.flag,
    "name": p.text,
    "base64_content": p.content,
    "verdict": p.one_of("SUCCESS", "FAILED"),
    "at": p.moment,
    "in_seconds": p.number,
}


def create_chat(world: World, shop: Shop, body: Body) -> Body:
    fields = p.parse_fields(body, NEW_CHAT_FIELDS | STATE_FIELDS | {"messages": list})
    if fields.get("chat_id") in shop.chats:
        raise p.ControlError(409, "this chat exists already")
    messages = fields.pop("messages", [])
    state = {name: fields.pop(name) for name in STATE_FIELDS if name in fields}
    chat = open_chat(world, shop, **fields)
    for message in messages:
        write_message(world, shop, chat, message)
    _set_state(world, shop, chat, state)
    return show_chat(chat)


def change_chat(world: World, shop: Shop, chat: Chat, body: Body) -> Body:
    orders = {name: NEW_CHAT_FIELDS[name] for name in ("scheme", "order_number", "sku", "paid_at", "delivered_at")}
    fields = p.parse_fields(body, STATE_FIELDS | orders)
    for name in orders:
        if name in fields:
            setattr(chat, name, fields[name])
    _set_state(world, shop, chat, fields)
    world.note(chat=chat)
    return show_chat(chat)


def write_message(world: World, shop: Shop, chat: Chat, body: Body) -> Body:
    fields = p.parse_fields(body, MESSAGE_FIELDS)
    author, at, seconds = fields.get("author", CUSTOMER), fields.get("at") or None, fields.get("in_seconds", 0.0)
    if fields.get("photo") or "base64_content" in fields:
        content = fields.get("base64_content") or paint_photo(world.random, sku=chat.sku)
        message = write_file(
            world,
            shop,
            chat,
            author=author,
            name=fields.get("name", "photo_1.png"),
            content=content,
            at=at,
            in_seconds=seconds,
            verdict=fields.get("verdict"),
        )
    else:
        text = fields.get("text", "")
        message = write_text(world, shop, chat, author=author, text=text, at=at, in_seconds=seconds)
    return show_message(message)


def read_in_cabinet(world: World, shop: Shop, chat: Chat, body: Body) -> Body:
    fields = p.parse_fields(body, {"by": p.one_of("seller", "buyer"), "from_message_id": lambda value: int(value)})
    if fields.get("by") == "buyer":
        read_as_buyer(world, shop, chat)
    else:
        read_chat(world, shop, chat, up_to=fields.get("from_message_id"))
    return show_chat(chat)


def edit(world: World, shop: Shop, chat: Chat, message_id: str, body: Body) -> Body:
    fields = p.parse_fields(body, {"text": p.text})
    if "text" not in fields:
        raise p.wrong("text is required")
    message = chat.message(int(message_id)) if message_id.isdigit() else None
    if message is None:
        raise p.missing("message")
    edit_message(world, shop, chat, message, fields["text"])
    return show_message(message)


def show_chat(chat: Chat) -> Body:
    return {
        "chat_id": chat.chat_id,
        "kind": chat.kind,
        "status": chat.status,
        "disabled": chat.disabled,
        "scheme": chat.scheme,
        "order_number": chat.order_number,
        "sku": chat.sku,
        "created_at": format_moment(chat.created_at),
        "last_message_id": str(chat.last_message_id),
        "unread_count": chat.unread_count,
        "messages": len(chat.messages),
        "coming": len(chat.coming),
    }


def show_message(message: Message) -> Body:
    """Ids as strings; an id of 0 is a message that the history does not show yet."""
    return {
        "chat_id": message.chat_id,
        "message_id": str(message.message_id),
        "serial": message.serial,
        "author": message.author,
        "text": message.text,
        "file": message.file_name,
        "source": message.source,
        "created_at": format_moment(message.created_at),
        "moderation": message.moderation,
        "published": not message.due_at,
    }


def _set_state(world: World, shop: Shop, chat: Chat, state: Body) -> None:
    if "status" in state and state["status"] != chat.status:
        if state["status"] == CLOSED:
            close_chat(world, shop, chat)
        else:
            reopen_chat(world, chat)
            chat.status = state["status"]
    if "unread_without_messages" in state:
        shop.lift(chat)
        chat.unread_without_messages = state["unread_without_messages"]
        shop.shelve(chat)
    chat.disabled = state.get("disabled", chat.disabled)
