"""What a person does to a chat as a whole, and how it is told to the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.actor import Actor
from accounts.services import audit
from chats.models import Chat
from chats.services.changes import record_chat
from core.errors import Conflict


class ChatIsClosed(Conflict):
    code = "chat_is_closed"


@dataclass(frozen=True)
class Deed:
    """Who does something to a chat, when and from where."""

    actor: Actor
    now: datetime
    ip: str | None = None


def tell(chat: Chat, action: str, deed: Deed, **details: Any) -> None:
    """In the transaction of the deed: to the audit log, and to everybody who has the chat before them."""
    audit.record(action, workspace=chat.workspace, actor=deed.actor, about=chat, details=details, ip=deed.ip)
    record_chat(chat)
