"""What is known of the product and the order that a chat is about: kept in Redis, and none of it needed for a reply."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.utils.formats import date_format
from django.utils.translation import override

from chats.models import Chat, ChatAccount

LAYOUT: Final = 1  # of what is kept; another number forgets it all


class Subject(StrEnum):
    PRODUCT = "product"
    ORDER = "order"


class ContextState(StrEnum):
    NONE = "none"
    LOADING = "loading"
    READY = "ready"
    NOT_FOUND = "not_found"
    NOT_ALLOWED = "not_allowed"
    UNAVAILABLE = "unavailable"


LASTS: Final = {Subject.PRODUCT: timedelta(days=1), Subject.ORDER: timedelta(minutes=10)}
CAN_ASK: Final = (ChatAccount.State.ACTIVE, ChatAccount.State.NEEDS_SUBSCRIPTION)


@dataclass(frozen=True)
class Known:
    """The last answer: `items` may be older than the state, for a failure takes away nothing."""

    state: ContextState
    items: tuple[dict[str, Any], ...] = ()
    fetched_at: datetime | None = None
    next_at: datetime | None = None
    code: str = ""

    def is_due(self, now: datetime) -> bool:
        return self.next_at is None or self.next_at <= now


NOTHING: Final = Known(ContextState.NONE)


def name_of(chat: Chat, subject: Subject) -> str:
    """What the chat itself says of it; empty in many."""
    return chat.sku if subject is Subject.PRODUCT else chat.order_number


def read_known(chat: Chat, subject: Subject) -> Known | None:
    """None when nobody has asked yet."""
    account, name = chat.chat_account, name_of(chat, subject)
    if not name:
        return NOTHING
    if code := cache.get(refusal_key(account, subject)):
        return Known(ContextState.NOT_ALLOWED, code=str(code))
    kept = cache.get(answer_key(account, subject, name))
    return None if kept is None else Known(**{**kept, "state": ContextState(kept["state"])})


def can_ask(account: ChatAccount) -> bool:
    return account.is_live and account.state in CAN_ASK and bool(account.credentials)


def template_values(chat: Chat) -> dict[str, str]:
    """What the product and the order add to the words of a template; empty where nothing is known."""
    product, order = read_known(chat, Subject.PRODUCT), read_known(chat, Subject.ORDER)
    goods = product.items if product else ()
    parcels = order.items if order else ()
    delivered = [parcel["delivered_at"] for parcel in parcels if parcel["delivered_at"]]
    tracks = [parcel["tracking_number"] for parcel in parcels if parcel["tracking_number"]]
    return {
        "товар": str(goods[0]["name"]) if goods else "",
        "дата_доставки": _day(max(delivered), chat) if delivered else "",
        "трек": ", ".join(dict.fromkeys(tracks)),
    }


def answer_key(account: ChatAccount, subject: Subject, name: str) -> str:
    digest = hashlib.sha256(name.encode()).hexdigest()[:32]
    return f"beside:{LAYOUT}:{account.pk}:{subject}:{digest}"


def refusal_key(account: ChatAccount, subject: Subject) -> str:
    """Of this key of the cabinet: another one may be allowed more."""
    digest = hashlib.sha256(account.credentials.encode()).hexdigest()[:16]
    return f"beside:{LAYOUT}:{account.pk}:{subject}:refused:{digest}"


def _day(moment: datetime, chat: Chat) -> str:
    """Written to the buyer, so in Russian: 23 ноября."""
    with override("ru"):
        return str(date_format(moment.astimezone(ZoneInfo(chat.workspace.time_zone)), "j E"))
