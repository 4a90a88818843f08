"""Fetching the product and the order of a chat. It comes after all other calls, and a refusal takes away only this."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from chats.failure_codes import shown_code
from chats.models import Chat, ChatAccount
from chats.selectors.chat_context import Subject, can_ask, name_of, read_known
from chats.services.chat_context import is_wanted, keep_answer, keep_failure, keep_refusal, tell_of_context
from chats.sync.log_ids import log_as
from connectors.base import KnowsOrders, KnowsProducts, ReadsByChat
from connectors.context import RemoteOrder, RemoteProduct
from connectors.errors import ConnectorError, RateLimited, Rejected
from core.crypto import UnreadableSecret

log = logging.getLogger(__name__)


def fetch_context(
    *, chat_id: int, connect: Callable[[ChatAccount], ReadsByChat], clock: Callable[[], datetime]
) -> None:
    """Ask for what is missing or out of date; a second call finds nothing to do."""
    chat = Chat.objects.select_related("chat_account", "workspace").filter(pk=chat_id).first()
    if chat is None or not can_ask(chat.chat_account):
        return
    log_as(chat.chat_account)
    wanted = [subject for subject in Subject if is_wanted(read_known(chat, subject), clock())]
    if not wanted:
        return
    try:
        connector = connect(chat.chat_account)
    except UnreadableSecret:
        for subject in wanted:
            keep_failure(chat, subject, "credentials_unreadable", next_at=None, now=clock())
    else:
        for subject in wanted:
            _fetch(chat, subject, connector, clock)
    product = read_known(chat, Subject.PRODUCT)
    tell_of_context(chat, product.items[0] if product and product.items else None)


def _fetch(chat: Chat, subject: Subject, connector: ReadsByChat, clock: Callable[[], datetime]) -> None:
    try:
        items = _ask(chat, subject, connector)
    except Rejected as refusal:
        keep_refusal(chat, subject, refusal.code)
        log.info("context.refused", extra={"account_id": chat.chat_account_id, "code": refusal.code})
    except ConnectorError as failure:
        until = failure.until if isinstance(failure, RateLimited) else None
        keep_failure(chat, subject, shown_code(failure), next_at=until, now=clock())
    else:
        keep_answer(chat, subject, items, now=clock())


def _ask(chat: Chat, subject: Subject, connector: ReadsByChat) -> tuple[dict[str, Any], ...]:
    name = name_of(chat, subject)
    if subject is Subject.PRODUCT:
        products = connector.products(skus=[name]) if isinstance(connector, KnowsProducts) else ()
        return tuple(_plain(product) for product in products if name in product.skus)
    orders = connector.orders(order_number=name) if isinstance(connector, KnowsOrders) else ()
    return tuple(_plain(order) for order in orders)


def _plain(found: RemoteProduct | RemoteOrder) -> dict[str, Any]:
    """As it is kept: nothing of ours, so that what an older version kept can be read."""
    plain = asdict(found)
    return {name: str(value) if name in {"status", "fulfilment"} else value for name, value in plain.items()}
