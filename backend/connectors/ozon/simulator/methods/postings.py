"""Postings of the seller's own delivery (FBS, rFBS) and of Ozon's (FBO), one by its number or all of an order."""

from __future__ import annotations

from connectors.ozon.simulator.core.account import Posting
from connectors.ozon.simulator.core.moments import DAY, format_moment, parse_moment
from connectors.ozon.simulator.core.orders import (
    available_actions,
    find_posting,
    is_sellers,
    postings,
    product_of,
    state_of,
)
from connectors.ozon.simulator.core.refusals import invalid_request, posting_not_found
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.requests import Body, integer, section, text

LARGEST_PAGE = 100
LONGEST_PERIOD = 366 * DAY


def fbs_posting(call: MethodCall) -> Body:
    posting = _found(call, sellers=True)
    return {
        "result": _posting(call, posting)
        | {
            "shipment_date": _moment(posting.paid_at + DAY if posting.paid_at else 0),
            "delivering_date": None,
            "tracking_number": "",
            "available_actions": available_actions(call.shop, posting, call.now),
            "customer": None,
            "delivery_method": {"id": 1020000412, "name": "Доставка Ozon", "warehouse": "Склад Новосибирск"},
            "cancellation": None,
            "products": _products(call, posting),
        }
    }


def fbo_posting(call: MethodCall) -> Body:
    posting = _found(call, sellers=False)
    details = {"created_at": _moment(posting.paid_at) or format_moment(call.now), "cancel_reason_id": 0}
    return {
        "result": _posting(call, posting) | details | {"analytics_data": None, "products": _products(call, posting)}
    }


def fbs_postings(call: MethodCall) -> Body:
    chosen = section(call.body, "filter")
    since, to = parse_moment(_date(chosen, "since")), parse_moment(_date(chosen, "to"))
    if not 0 <= to - since <= LONGEST_PERIOD:
        raise invalid_request("PERIOD_IS_TOO_LONG")
    return _page(call, chosen, sellers=True)


def fbo_postings(call: MethodCall) -> Body:
    return _page(call, section(call.body, "filter"), sellers=False)


def _found(call: MethodCall, *, sellers: bool) -> Posting:
    posting = find_posting(call.shop, text(call.body, "posting_number"))
    if posting is None or is_sellers(posting) is not sellers:
        raise posting_not_found()
    return posting


def _page(call: MethodCall, chosen: Body, *, sellers: bool) -> Body:
    limit = integer(call.body, "limit")
    if limit is None or not 1 <= limit <= LARGEST_PAGE:
        raise invalid_request("limit must be in the range 1-100")
    orders, numbers = _texts(chosen, "order_numbers"), _texts(chosen, "posting_numbers")
    found = [
        posting
        for posting in postings(call.shop)
        if is_sellers(posting) is sellers
        and (not orders or posting.order_number in orders)
        and (not numbers or posting.posting_number in numbers)
    ]
    listed = [_posting(call, one) | {"products": _listed_products(call, one)} for one in found[:limit]]
    return {"postings": listed, "cursor": "", "has_next": len(found) > limit}


def _posting(call: MethodCall, posting: Posting) -> Body:
    state = state_of(posting, call.now)
    delivered = posting.delivered_at if state.status == "delivered" else 0
    return {
        "posting_number": posting.posting_number,
        "order_id": int("".join(filter(str.isdigit, posting.order_number))[:15] or 0),
        "order_number": posting.order_number,
        "status": state.status,
        "substatus": state.substatus,
        "in_process_at": _moment(posting.paid_at),
        "fact_delivery_date": _moment(delivered),
    }


def _products(call: MethodCall, posting: Posting) -> list[Body]:
    product = product_of(call.shop, posting)
    if product is None:
        return []
    sku = product.fbs_sku if is_sellers(posting) and product.fbs_sku else product.sku
    return [
        {
            "name": product.name,
            "offer_id": product.offer_id,
            "sku": int(sku),
            "quantity": 1,
            "price": product.price,
            "currency_code": "RUB",
        }
    ]


def _listed_products(call: MethodCall, posting: Posting) -> list[Body]:
    """Here the price is an object."""
    return [
        {name: value for name, value in one.items() if name != "currency_code"}
        | {"price": {"amount": one["price"], "currency": "RUB"}}
        for one in _products(call, posting)
    ]


def _texts(chosen: Body, name: str) -> list[str]:
    value = chosen.get(name) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise invalid_request(f"filter.{name} must be strings")
    return value


def _date(chosen: Body, name: str) -> str:
    words = text(chosen, name)
    try:
        parse_moment(words)
    except ValueError:
        raise invalid_request(f"filter.{name} must be a time") from None
    return words


def _moment(moment: int) -> str | None:
    return format_moment(moment) if moment else None
