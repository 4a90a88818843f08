"""What a test compares with: every message, every accepted send, every call."""

from __future__ import annotations

from typing import Any

from connectors.ozon.simulator.control.accounts import show_account
from connectors.ozon.simulator.control.chats import show_message
from connectors.ozon.simulator.core.message import Message
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World

Body = dict[str, Any]


def show_state(world: World) -> Body:
    return {"accounts": [show_account(shop) for shop in world.shops.values()], "pushes_waiting": len(world.pushes)}


def every_message(shop: Shop, kind: str = "") -> list[Body]:
    """In the order in which they were written or accepted."""
    chats = [chat for chat in shop.chats.values() if kind in ("", chat.kind)]
    return _shown([message for chat in chats for message in (*chat.messages, *chat.coming)])


def accepted_sends(shop: Shop) -> list[Body]:
    """What came through the API and was accepted, whether or not its answer arrived."""
    chats = shop.chats.values()
    return _shown([m for chat in chats for m in (*chat.messages, *chat.coming) if m.source == "api"])


def show_calls(shop: Shop) -> Body:
    return {
        "calls": dict(shop.calls),
        "answers": dict(shop.answers),
        "peak_calls_per_second": shop.arrivals.peak,
    }


def forget_calls(shop: Shop) -> Body:
    shop.calls.clear()
    shop.answers.clear()
    shop.arrivals.peak = 0
    return {}


def _shown(messages: list[Message]) -> list[Body]:
    return [show_message(message) for message in sorted(messages, key=lambda message: message.serial)]
