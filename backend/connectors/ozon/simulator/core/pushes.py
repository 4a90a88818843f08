"""What Ozon tells a connected address by itself: hints, unsigned, repeated, in mixed case."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.message import Message, message_data
from connectors.ozon.simulator.core.moments import format_moment
from connectors.ozon.simulator.core.shop import Shop

if TYPE_CHECKING:
    from connectors.ozon.simulator.core.world import World

Body = dict[str, object]


@dataclass(slots=True)
class Push:
    client_id: str
    url: str = field(repr=False)
    body: Body = field(repr=False)
    attempts: int = 0
    next_at: int = 0


def ping_push(world: World, shop: Shop) -> None:
    _queue(world, shop, {"message_type": "TYPE_PING", "time": format_moment(world.now())})


def new_message_push(world: World, shop: Shop, chat: Chat, message: Message) -> None:
    body = _chat_body(shop, chat, "TYPE_NEW_MESSAGE", author=message.author)
    body |= _message_body(world, message)
    _queue(world, shop, body)


def update_message_push(world: World, shop: Shop, chat: Chat, message: Message) -> None:
    body = _chat_body(shop, chat, "TYPE_UPDATE_MESSAGE", author=message.author)
    body |= _message_body(world, message) | {"updated_at": format_moment(world.now())}
    _queue(world, shop, body)


def message_read_push(world: World, shop: Shop, chat: Chat) -> None:
    last = str(chat.buyer_read_up_to)
    body = _chat_body(shop, chat, "TYPE_MESSAGE_READ", author="Customer")
    read = chat.message(chat.buyer_read_up_to)
    moment = read.created_at if read is not None else world.now()
    _queue(world, shop, body | {"message_id": last, "last_read_message_id": last, "created_at": format_moment(moment)})


def chat_closed_push(world: World, shop: Shop, chat: Chat) -> None:
    _queue(world, shop, _chat_body(shop, chat, "TYPE_CHAT_CLOSED", author="Customer"))


def _chat_body(shop: Shop, chat: Chat, message_type: str, *, author: str) -> Body:
    seller_id = shop.account.client_id
    return {
        "message_type": message_type,
        "chat_id": chat.chat_id,
        "chat_type": chat.kind.title(),
        "user": {"id": chat.buyer_id, "type": author},
        "seller_id": seller_id if shop.account.push_seller_id_as_string else int(seller_id),
    }


def _message_body(world: World, message: Message) -> Body:
    return {
        "message_id": str(message.message_id),
        "created_at": format_moment(message.created_at),
        "data": message_data(message, world.link_origin),
    }


def _queue(world: World, shop: Shop, body: Body) -> None:
    if shop.account.push_url:
        for _ in range(2 if shop.account.push_repeats else 1):
            world.pushes.append(Push(client_id=shop.account.client_id, url=shop.account.push_url, body=body))
