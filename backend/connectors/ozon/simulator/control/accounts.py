from __future__ import annotations

from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from connectors.ozon.simulator.control import parameters as p
from connectors.ozon.simulator.core.account import KEY_LIFE, KEY_STATUSES, SUBSCRIPTIONS, Account, Posting, Product
from connectors.ozon.simulator.core.ids import random_uuid
from connectors.ozon.simulator.core.moments import format_moment
from connectors.ozon.simulator.core.pushes import ping_push
from connectors.ozon.simulator.core.ratings import RATINGS
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World

Body = dict[str, Any]

ACCOUNT_FIELDS: dict[str, p.Parse] = {
    "api_key": p.text,
    "company": p.text,
    "legal_name": p.text,
    "inn": p.text,
    "ogrn": p.text,
    "key_status": p.one_of(*KEY_STATUSES),
    "created_at": p.moment,
    "key_expires_at": p.moment,
    "role": p.text,
    "methods": p.texts,
    "networks": lambda value: [str(ip_network(one, strict=False)) for one in p.texts(value)],
    "wrong_key_status": p.whole,
    "subscription": p.one_of(*SUBSCRIPTIONS),
    "offer_signed": p.flag,
    "blocked": p.flag,
    "rate_limit": p.whole,
    "windows": p.flag,
    "reply_marks_read": p.flag,
    "list_order": p.one_of("activity", "shuffled"),
    "echo_seconds": p.span,
    "moderation_seconds": p.span,
    "moderation_result": p.one_of("SUCCESS", "FAILED"),
    "latency_seconds": p.number,
    "ratings": p.numbers(*RATINGS),
    "push_url": lambda value: _local_address(p.text(value)),
    "push_repeats": p.flag,
    "push_seller_id_as_string": p.flag,
    "demo": p.flag,
}
POSTING_FIELDS: dict[str, p.Parse] = {
    "posting_number": p.text,
    "scheme": p.one_of("fbo", "fbs", "rfbs"),
    "sku": p.text,
    "paid_at": p.moment,
    "delivered_at": p.moment,
    "status": p.text,
}
PRODUCT_FIELDS: dict[str, p.Parse] = {
    "sku": p.digits,
    "fbs_sku": p.digits,
    "name": p.text,
    "offer_id": p.text,
    "price": p.text,
    "image": p.text,
    "is_archived": p.flag,
}


def create_account(world: World, body: Body, now: int) -> Body:
    fields = p.parse_fields(body, _account_fields(now) | {"client_id": p.digits})
    client_id = fields.pop("client_id", "") or str(world.random.randint(1_000_000, 9_999_999))
    if client_id in world.shops:
        raise p.ControlError(409, "this client_id exists already")
    account = Account(
        client_id=client_id, api_key=random_uuid(world.random), created_at=now, key_expires_at=now + KEY_LIFE
    )
    _set(account, fields)
    return show_account(world.open_shop(account)) | {"api_key": account.api_key}


def change_account(world: World, shop: Shop, body: Body, now: int) -> Body:
    fields = p.parse_fields(body, _account_fields(now))
    _set(shop.account, fields)
    world.note(account=shop.account)
    if fields.get("push_url"):
        ping_push(world, shop)
    return show_account(shop)


def add_posting(world: World, shop: Shop, body: Body) -> Body:
    fields = p.parse_fields(body, POSTING_FIELDS)
    if not fields.get("posting_number"):
        raise p.wrong("posting_number is required")
    posting = Posting(**fields)
    shop.account.postings.append(posting)
    world.note(account=shop.account)
    return {"posting_number": posting.posting_number}


def add_product(world: World, shop: Shop, body: Body) -> Body:
    fields = p.parse_fields(body, PRODUCT_FIELDS)
    if not fields.get("sku") or not fields.get("name"):
        raise p.wrong("sku and name are required")
    product = Product(**fields)
    shop.account.products.append(product)
    world.note(account=shop.account)
    return {"sku": product.sku, "product_id": product.product_id}


def show_account(shop: Shop) -> Body:
    """Everything but the key and the address of pushes, which is a secret too."""
    account = shop.account
    shown = {name: getattr(account, name) for name in ACCOUNT_FIELDS if name not in ("api_key", "push_url")}
    return shown | {
        "client_id": account.client_id,
        "created_at": format_moment(account.created_at),
        "key_expires_at": format_moment(account.key_expires_at),
        "pushes": bool(account.push_url),
        "postings": [posting.posting_number for posting in account.postings],
        "chats": len(shop.chats),
        "unread": shop.unread_total,
        "waiting": len(shop.waiting()),
        "faults": len(account.faults),
        "calls": dict(shop.calls),
        "peak_calls_per_second": shop.arrivals.peak,
    }


def _account_fields(now: int) -> dict[str, p.Parse]:
    return ACCOUNT_FIELDS | {"key_expires_in_seconds": p.in_seconds(now)}


def _set(account: Account, fields: Body) -> None:
    if "key_expires_in_seconds" in fields:
        fields["key_expires_at"] = fields.pop("key_expires_in_seconds")
    for name, value in fields.items():
        setattr(account, name, value)


def _local_address(url: str) -> str:
    if url and urlsplit(url).hostname not in ("127.0.0.1", "localhost"):
        raise ValueError("pushes go to this machine only")
    return url
