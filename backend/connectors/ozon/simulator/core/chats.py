"""What can be done with a chat besides writing into it."""

from __future__ import annotations

from connectors.ozon.simulator.core.chat import CLOSED, OPENED, Chat
from connectors.ozon.simulator.core.ids import random_uuid
from connectors.ozon.simulator.core.message import CUSTOMER, Message
from connectors.ozon.simulator.core.moments import shorten
from connectors.ozon.simulator.core.pushes import chat_closed_push, message_read_push, update_message_push
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World


def open_chat(
    world: World,
    shop: Shop,
    *,
    kind: str = "BUYER_SELLER",
    chat_id: str = "",
    created_at: int | None = None,
    scheme: str = "",
    order_number: str = "",
    sku: str = "",
    paid_at: int = 0,
    delivered_at: int = 0,
    buyer_name: str = "",
) -> Chat:
    moment = world.now() if created_at is None else created_at
    chat = Chat(
        chat_id=chat_id or random_uuid(world.random),
        client_id=shop.account.client_id,
        kind=kind,
        created_at=shorten(moment, world.random.choice((0, 3, 6, 6))),
        activity=world.ids.next(),
        scheme=scheme,
        order_number=order_number,
        sku=sku,
        paid_at=paid_at,
        delivered_at=delivered_at,
        buyer_id=str(world.random.randint(10_000_000, 99_999_999)),
        buyer_name=buyer_name,
    )
    shop.shelve(chat)
    world.note(chat=chat)
    return chat


def close_chat(world: World, shop: Shop, chat: Chat) -> None:
    chat.status = CLOSED
    world.note(chat=chat)
    chat_closed_push(world, shop, chat)


def reopen_chat(world: World, chat: Chat) -> None:
    chat.status = OPENED
    world.note(chat=chat)


def read_chat(world: World, shop: Shop, chat: Chat, *, up_to: int | None = None) -> None:
    """The shop has read it, in the cabinet or through the API."""
    shop.lift(chat)
    chat.mark_read(chat.last_message_id if up_to is None else up_to)
    shop.shelve(chat)
    world.note(chat=chat)


def read_as_buyer(world: World, shop: Shop, chat: Chat) -> None:
    if chat.last_message_id > chat.buyer_read_up_to:
        chat.buyer_read_up_to = chat.last_message_id
        world.note(chat=chat)
        message_read_push(world, shop, chat)


def edit_message(world: World, shop: Shop, chat: Chat, message: Message, text: str) -> None:
    """The history changes silently; only a push tells."""
    message.text = text
    world.note(message=message)
    if message.author == CUSTOMER:
        update_message_push(world, shop, chat, message)
