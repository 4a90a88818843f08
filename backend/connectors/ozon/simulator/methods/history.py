"""`/v3/chat/history`: messages of one chat, from a message onward and including it."""

from __future__ import annotations

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.message import CUSTOMER, SELLER, Message, message_data
from connectors.ozon.simulator.core.moments import format_moment
from connectors.ozon.simulator.core.refusals import invalid_request, subscription_missing
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.chat import find_chat
from connectors.ozon.simulator.methods.requests import Body, integer, section, text

LARGEST_PAGE = 1000
USUAL_PAGE = 50


def history(call: MethodCall) -> Body:
    chat_id = text(call.body, "chat_id")
    direction = call.body.get("direction") or "Backward"
    from_id = integer(call.body, "from_message_id")
    limit = integer(call.body, "limit")
    if direction not in ("Forward", "Backward"):
        raise invalid_request("direction must be Forward or Backward")
    if direction == "Forward" and not from_id:
        raise invalid_request("from_message_id is required with Forward")
    if limit is not None and not 1 <= limit <= LARGEST_PAGE:
        raise invalid_request("limit must be in the range 1-1000")
    wanted = _wanted(call.body)
    chat = find_chat(call.shop, chat_id)
    if chat.is_with_buyer and not call.shop.account.may_sell_in_chats:
        raise subscription_missing()
    page, has_next = _page(_visible(call, chat), direction == "Forward", from_id, limit or USUAL_PAGE, wanted)
    return {"has_next": has_next, "messages": [_message(call, chat, message) for message in page]}


def _wanted(body: Body) -> set[str] | None:
    ids = section(body, "filter").get("message_ids")
    if ids is None or ids == []:
        return None
    if not isinstance(ids, list) or not all(isinstance(one, str) and one.isdigit() for one in ids):
        raise invalid_request("filter.message_ids must be strings of digits")
    return set(ids)


def _visible(call: MethodCall, chat: Chat) -> list[Message]:
    """Without what only the list knows yet; each read brings that nearer."""
    first_hidden = next((i for i, message in enumerate(chat.messages) if message.hidden_reads), None)
    if first_hidden is None:
        return chat.messages
    visible = [message for message in chat.messages if not message.hidden_reads]
    for message in chat.messages[first_hidden:]:
        if message.hidden_reads:
            message.hidden_reads -= 1
            call.world.note(message=message)
    return visible


def _page(
    messages: list[Message], forward: bool, from_id: int | None, limit: int, wanted: set[str] | None
) -> tuple[list[Message], bool]:
    if wanted is not None:
        messages = [message for message in messages if str(message.message_id) in wanted]
    if forward:
        rest = [message for message in messages if from_id is None or message.message_id >= from_id]
    else:
        rest = [message for message in reversed(messages) if not from_id or message.message_id <= from_id]
    return rest[:limit], len(rest) > limit


def _message(call: MethodCall, chat: Chat, message: Message) -> Body:
    if message.author == SELLER:
        user_id, read_up_to = call.shop.account.client_id, chat.buyer_read_up_to
    else:
        user_id, read_up_to = _user_id(chat, message.author), chat.read_up_to
    return {
        "message_id": message.message_id,
        "user": {"id": user_id, "type": message.author},
        "created_at": format_moment(message.created_at),
        "data": message_data(message, call.world.link_origin),
        "is_read": message.message_id <= read_up_to,
        "is_image": message.is_picture,
        "context": {"order_number": chat.order_number, "sku": chat.sku},
        "moderate_image_status": message.moderation,
    }


def _user_id(chat: Chat, author: str) -> str:
    if author == CUSTOMER:
        return chat.buyer_id
    return "o3_notification_user_sc" if author == "NotificationUser" else "1000001"
