"""`/v1/chat/start` and `/v2/chat/read`."""

from __future__ import annotations

from connectors.ozon.simulator.core.chats import open_chat, read_chat
from connectors.ozon.simulator.core.refusals import posting_not_found
from connectors.ozon.simulator.core.windows import start_refusal
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.chat import find_chat, require_selling_subscription
from connectors.ozon.simulator.methods.requests import Body, integer, text


def start_chat(call: MethodCall) -> Body:
    """A new chat about a posting, or the one that is there already."""
    posting_number = text(call.body, "posting_number")
    require_selling_subscription(call.shop)
    posting = next((p for p in call.shop.account.postings if p.posting_number == posting_number), None)
    order_number = posting.order_number if posting else posting_number.rpartition("-")[0]
    existing = next((c for c in call.shop.chats.values() if order_number and c.order_number == order_number), None)
    if existing is not None:
        return {"result": {"chat_id": existing.chat_id}}
    if posting is None:
        raise posting_not_found()
    refusal = start_refusal(posting, call.now, windows=call.shop.account.windows)
    if refusal is not None:
        raise refusal
    chat = open_chat(
        call.world,
        call.shop,
        scheme=posting.scheme,
        order_number=posting.order_number,
        sku=posting.sku,
        paid_at=posting.paid_at,
        delivered_at=posting.delivered_at,
    )
    return {"result": {"chat_id": chat.chat_id}}


def mark_read(call: MethodCall) -> Body:
    chat_id = text(call.body, "chat_id")
    up_to = integer(call.body, "from_message_id")
    require_selling_subscription(call.shop)
    chat = find_chat(call.shop, chat_id)
    read_chat(call.world, call.shop, chat, up_to=up_to or None)
    return {"unread_count": chat.unread_count}
