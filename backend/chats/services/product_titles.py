"""Giving chats the names of the products they are about, though nobody has opened them yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.db.models import Exists, OuterRef

from chats.models import Chat, ChatAccount, Product
from chats.models.chat import ChatQuerySet
from chats.selectors.chat_context import CAN_ASK
from chats.services.changes import change_feed, record_chat
from connectors.registry import MARKETPLACES

UNKNOWN_FOR: Final = timedelta(days=1)
MOST_ASKED: Final = 500
MOST_TITLED: Final = 500
MOST_AT_ONCE: Final = 200


def accounts_to_title(now: datetime) -> list[int]:
    """Cabinets with chats about products that may be asked for."""
    names = [name for name, one in MARKETPLACES.items() if one.capabilities.products]
    untitled = _worth_asking(now).filter(chat_account=OuterRef("pk"))
    accounts = ChatAccount.objects.live().filter(Exists(untitled), marketplace__in=names, state__in=CAN_ASK)
    return list(accounts.exclude(credentials="").order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])


def take_known_titles(chats: Iterable[Chat]) -> None:
    """Set the titles that are known already; the caller saves."""
    untitled = [chat for chat in chats if chat.sku and not chat.product_title]
    if not untitled:
        return
    wanted = {(chat.chat_account_id, chat.sku) for chat in untitled}
    known = Product.objects.exclude(title="").filter(
        chat_account__in={account for account, _ in wanted}, sku__in={sku for _, sku in wanted}
    )
    titles = {(account, sku): title for account, sku, title in known.values_list("chat_account_id", "sku", "title")}
    for chat in untitled:
        chat.product_title = titles.get((chat.chat_account_id, chat.sku), "")


def skus_to_ask(account: ChatAccount, *, now: datetime) -> list[str]:
    """Ids that chats name and nobody has asked for; those the marketplace did not know, once more a day later."""
    named = _worth_asking(now).filter(chat_account=account).order_by("sku").values_list("sku", flat=True).distinct()
    return list(named.exclude(Exists(_known(OuterRef("sku"), account)))[:MOST_ASKED])


def keep_titles(account: ChatAccount, asked: Sequence[str], titles: Mapping[str, str], *, now: datetime) -> None:
    """Write down what the marketplace told, and of which of the ids that were asked it knew nothing."""
    rows = [Product(chat_account=account, sku=sku, title=titles.get(sku, ""), asked_at=now) for sku in asked]
    Product.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["chat_account", "sku"], update_fields=["title", "asked_at"]
    )


def give_titles(account: ChatAccount) -> int:
    """Title some of the chats whose product is known by now, and tell of it. Returns how many."""
    with change_feed():
        known = _known(OuterRef("sku"), account)
        untitled = Chat.objects.untitled().filter(Exists(known), chat_account=account).order_by("pk")
        chats = list(untitled.select_for_update(of=("self",), skip_locked=True)[:MOST_TITLED])
        take_known_titles(chats)
        titled = [chat for chat in chats if chat.product_title]
        Chat.objects.bulk_update(titled, ["product_title"])
        for chat in titled:
            record_chat(chat)
    return len(titled)


def _worth_asking(now: datetime) -> ChatQuerySet:
    unknown = Product.objects.filter(
        chat_account=OuterRef("chat_account"), sku=OuterRef("sku"), title="", asked_at__gt=now - UNKNOWN_FOR
    )
    return Chat.objects.untitled().filter(~Exists(unknown))


def _known(sku: OuterRef, account: ChatAccount) -> models.QuerySet[Product]:
    return Product.objects.filter(chat_account=account, sku=sku).exclude(title="")
