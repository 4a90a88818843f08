from __future__ import annotations

from typing import TYPE_CHECKING

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.message import CUSTOMER, IN_MODERATION, SELLER, Message
from connectors.ozon.simulator.core.pushes import new_message_push
from connectors.ozon.simulator.core.shop import Shop

if TYPE_CHECKING:
    from connectors.ozon.simulator.core.world import World


def settle(world: World, shop: Shop, chat: Chat, message: Message, now: int) -> None:
    """Let happen to the message what its time has come for."""
    if message in chat.coming:
        chat.coming.remove(message)
        publish(world, shop, chat, message)
    elif message.moderation == IN_MODERATION and message.moderated_at <= now:
        message.moderation = message.verdict
        world.note(message=message)


def publish(world: World, shop: Shop, chat: Chat, message: Message) -> None:
    """Give the message its id and show it in the list and in the history."""
    if not message.message_id:
        message.message_id = world.ids.next()
    message.due_at = 0
    hide_at_first(world, shop, message)
    shop.lift(chat)
    chat.add(message)
    chat.activity = max(chat.activity, message.message_id)
    if message.author == CUSTOMER:
        chat.buyer_read_up_to = message.message_id
    if message.author == SELLER and (message.source == "cabinet" or shop.account.reply_marks_read):
        chat.mark_read(message.message_id)
    shop.shelve(chat)
    if message.moderation == IN_MODERATION:
        world.plan(message.moderated_at, shop, chat, message)
    world.note(chat=chat, message=message)
    if message.author != SELLER:
        new_message_push(world, shop, chat, message)


def hide_at_first(world: World, shop: Shop, message: Message) -> None:
    fault = shop.faults.take(("list_before_history",), "/v3/chat/history")
    if fault is not None:
        message.hidden_reads = fault.polls
        world.note(account=shop.account)
