"""Telling the marketplace what was read here, where the account's owner asked for it."""

from __future__ import annotations

import logging
from collections.abc import Callable

from chats.models import Chat, ChatAccount
from chats.sync.log_ids import log_as
from connectors.base import MarksRead, ReadsByChat
from connectors.errors import ConnectorError, RateLimited, TemporaryFailure
from core.crypto import UnreadableSecret

log = logging.getLogger(__name__)


def tell_read(*, chat_id: int, connect: Callable[[ChatAccount], ReadsByChat]) -> bool:
    """Pass the read mark on; False when it is worth another try. A refusal is noted and never blocks anything."""
    chat = Chat.objects.select_related("chat_account").filter(pk=chat_id).first()
    if chat is None or not chat.read_up_to_id or not chat.chat_account.mark_read_at_marketplace:
        return True
    if not chat.chat_account.is_live or chat.chat_account.state != ChatAccount.State.ACTIVE:
        return True
    log_as(chat.chat_account)
    try:
        connector = connect(chat.chat_account)
        if not isinstance(connector, MarksRead):
            return True
        connector.mark_read(chat_id=chat.external_id, up_to=chat.read_up_to_id)
    except (RateLimited, TemporaryFailure):
        return False
    except (ConnectorError, UnreadableSecret) as refusal:
        log.info("chat.mark_read_refused", extra={"chat_id": chat_id, "refusal": str(refusal)})
    return True
