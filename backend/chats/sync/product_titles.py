"""Asking a marketplace what the products of many chats are called, in one call. A refusal leaves chats without."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.core.cache import cache

from chats.models import ChatAccount
from chats.selectors.chat_context import Subject, can_ask, refusal_key
from chats.services.chat_context import REFUSED_FOR
from chats.services.product_titles import MOST_TITLED, give_titles, keep_titles, skus_to_ask
from chats.sync.log_ids import log_as
from chats.titles import title_of
from connectors.base import KnowsProducts, ReadsByChat
from connectors.errors import ConnectorError, Rejected
from core.crypto import UnreadableSecret

log = logging.getLogger(__name__)

TRIED_AGAIN_AFTER: Final = timedelta(minutes=5)
MOST_STEPS: Final = 10


def title_chats(
    *, account_id: int, connect: Callable[[ChatAccount], ReadsByChat], clock: Callable[[], datetime]
) -> bool:
    """Bring titles to the chats of a cabinet, and tell whether more is left. A second call finds nothing to do."""
    account = ChatAccount.objects.live().filter(pk=account_id).first()
    if account is None:
        return False
    log_as(account)
    learned = _learn(account, connect, clock)
    for _ in range(MOST_STEPS):
        if give_titles(account) < MOST_TITLED:
            return learned
    return True


def _learn(account: ChatAccount, connect: Callable[[ChatAccount], ReadsByChat], clock: Callable[[], datetime]) -> bool:
    """Whether the marketplace told something new."""
    if not can_ask(account) or cache.get(refusal_key(account, Subject.PRODUCT)):
        return False
    asked = skus_to_ask(account, now=clock())
    if not asked or not cache.add(f"titles:{account.pk}", 1, TRIED_AGAIN_AFTER.total_seconds()):
        return False
    try:
        titles = _ask(connect(account), asked)
    except Rejected as refusal:
        cache.set(refusal_key(account, Subject.PRODUCT), refusal.code, REFUSED_FOR.total_seconds())
        log.info("titles.refused", extra={"account_id": account.pk, "code": refusal.code})
        return False
    except (ConnectorError, UnreadableSecret):
        # Asked again after a while; how the cabinet fares is for its looks to find out.
        return False
    keep_titles(account, asked, titles, now=clock())
    cache.delete(f"titles:{account.pk}")
    return True


def _ask(connector: ReadsByChat, skus: Sequence[str]) -> dict[str, str]:
    found = connector.products(skus=skus) if isinstance(connector, KnowsProducts) else ()
    return {sku: title_of(product.name) for product in found for sku in product.skus}
