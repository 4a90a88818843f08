from __future__ import annotations

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.refusals import chat_not_found, subscription_missing
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.windows import reply_refusal


def find_chat(shop: Shop, chat_id: str) -> Chat:
    """A chat of another account is as unknown as one that never was."""
    chat = shop.chats.get(chat_id)
    if chat is None:
        raise chat_not_found()
    return chat


def require_selling_subscription(shop: Shop) -> None:
    if not shop.account.may_sell_in_chats:
        raise subscription_missing()


def require_open_window(shop: Shop, chat: Chat, now: int) -> None:
    refusal = reply_refusal(chat, now, windows=shop.account.windows)
    if refusal is not None:
        raise refusal
