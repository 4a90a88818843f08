"""`/v1/chat/send/message` and `/v1/chat/send/file`: accepted without an id, seen in the history later."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NotBase64

from connectors.ozon.simulator.core.files import LARGEST, MEDIA_TYPES, extension
from connectors.ozon.simulator.core.refusals import invalid_request
from connectors.ozon.simulator.core.writing import accept_file, accept_text
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.chat import find_chat, require_open_window, require_selling_subscription
from connectors.ozon.simulator.methods.requests import Body, text

LONGEST_TEXT = 1000
ACCEPTED: Body = {"result": "success"}


def send_message(call: MethodCall) -> Body:
    chat_id = text(call.body, "chat_id")
    words = text(call.body, "text")
    if len(words) > LONGEST_TEXT:
        raise invalid_request("text must be 1-1000 characters")
    require_selling_subscription(call.shop)
    chat = find_chat(call.shop, chat_id)
    require_open_window(call.shop, chat, call.now)
    accept_text(call.world, call.shop, chat, text=words, now=call.now)
    return dict(ACCEPTED)


def send_file(call: MethodCall) -> Body:
    chat_id = text(call.body, "chat_id")
    name = text(call.body, "name")
    content = _decoded(text(call.body, "base64_content"))
    if extension(name) not in MEDIA_TYPES:
        raise invalid_request("name must carry a known extension")
    if not content or len(content) > LARGEST:
        raise invalid_request("file is empty or too large")
    chat = find_chat(call.shop, chat_id)
    if chat.is_with_buyer:
        require_selling_subscription(call.shop)
    require_open_window(call.shop, chat, call.now)
    accept_file(call.world, call.shop, chat, name=name, content=content, now=call.now)
    return dict(ACCEPTED)


def _decoded(content: str) -> bytes:
    try:
        return b64decode(content, validate=True)
    except (NotBase64, ValueError):
        raise invalid_request("base64_content is not valid") from None
