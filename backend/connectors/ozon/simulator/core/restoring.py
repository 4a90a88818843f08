from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.message import IN_MODERATION
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.store import Snapshot

if TYPE_CHECKING:
    from connectors.ozon.simulator.core.world import World


def restore(world: World, snapshot: Snapshot) -> None:
    """Put everything back where it was, and plan again what had not happened yet."""
    chats = {chat.chat_id: chat for chat in snapshot.chats}
    for message in snapshot.messages:
        chat = chats[message.chat_id]
        (chat.messages if message.message_id and not message.due_at else chat.coming).append(message)
        world.continue_after(serial=message.serial, message_id=message.message_id)
    by_account: dict[str, list[Chat]] = defaultdict(list)
    for chat in snapshot.chats:
        chat.messages.sort(key=lambda message: message.message_id)
        by_account[chat.client_id].append(chat)
        world.continue_after(serial=0, message_id=chat.activity)
    for account in snapshot.accounts:
        shop = Shop(account, world.random)
        shop.adopt(by_account[account.client_id])
        world.shops[account.client_id] = shop
        _plan_again(world, shop)


def _plan_again(world: World, shop: Shop) -> None:
    for chat in shop.chats.values():
        for message in chat.coming:
            world.plan(message.due_at, shop, chat, message)
        for message in chat.messages:
            if message.moderation == IN_MODERATION:
                world.plan(message.moderated_at, shop, chat, message)
