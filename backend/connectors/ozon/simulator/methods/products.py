"""`/v3/product/info/list`: products by one kind of id; unknown ones are left out."""

from __future__ import annotations

from connectors.ozon.simulator.core.account import Product
from connectors.ozon.simulator.core.refusals import invalid_request
from connectors.ozon.simulator.methods.call import MethodCall
from connectors.ozon.simulator.methods.requests import Body

LARGEST = 1000
KINDS = ("sku", "offer_id", "product_id")


def product_list(call: MethodCall) -> Body:
    named = [kind for kind in KINDS if call.body.get(kind)]
    if len(named) != 1:
        raise invalid_request("name one of sku, offer_id, product_id")
    wanted = call.body[named[0]]
    if not isinstance(wanted, list) or not all(isinstance(one, str) for one in wanted) or len(wanted) > LARGEST:
        raise invalid_request(f"{named[0]} must be at most {LARGEST} strings")
    found = [product for product in call.shop.account.products if _ids(product, named[0]) & set(wanted)]
    return {"items": [_item(product) for product in found]}


def _ids(product: Product, kind: str) -> set[str]:
    if kind == "sku":
        return set(product.skus)
    return {product.offer_id} if kind == "offer_id" else {str(product.product_id)}


def _item(product: Product) -> Body:
    sources = [{"sku": int(product.sku), "source": "sds"}]
    if product.fbs_sku:
        sources.append({"sku": int(product.fbs_sku), "source": "fbs"})
    return {
        "id": product.product_id,
        "sku": int(product.sku),
        "offer_id": product.offer_id,
        "name": product.name,
        "primary_image": [product.image] if product.image else [],
        "images": [],
        "price": product.price,
        "old_price": "",
        "currency_code": "RUB",
        "is_archived": product.is_archived,
        "sources": sources,
        "statuses": {"status": "price_sent", "status_name": "Продается"},
        "stocks": {"has_stock": not product.is_archived, "stocks": []},
    }
