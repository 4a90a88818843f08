"""Whether replies may be written in a chat now."""

from __future__ import annotations

from datetime import datetime

from billing.selectors.access import access_by_id
from chats.models import Chat
from chats.sendability import send_block


def send_block_of(chat: Chat, *, has_access: bool = True) -> str | None:
    """The code of what forbids a reply in this chat, or None; the chat comes with its account."""
    account = chat.chat_account
    return send_block(
        is_connected=account.is_live,
        account_state=account.state,
        account_state_code=account.state_code,
        can_send=account.can_send,
        is_buyers=chat.kind == Chat.Kind.BUYER,
        window_refused_at=chat.window_refused_at,
        has_access=has_access,
    )


def write_block_of(chat: Chat, *, now: datetime) -> str | None:
    """The same for a reply that is not taken yet, which needs a subscription too."""
    return send_block_of(chat, has_access=access_by_id(chat.workspace_id, now).can_send)
