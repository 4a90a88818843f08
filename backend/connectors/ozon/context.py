"""Product and order beside a chat: asked for with as few calls as may do, and all of it may be missing."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from connectors.context import Fulfilment, RemoteOrder, RemoteProduct
from connectors.errors import Rejected
from connectors.ozon.client import OzonClient
from connectors.ozon.context_mapping import to_remote_order, to_remote_product
from connectors.ozon.context_payloads import OzonPosting, read_posting, read_postings, read_products
from connectors.ozon.fields import Drift
from connectors.throttle import Lane

LARGEST_PRODUCTS = 1000
# The list of the seller's own postings wants a period of at most a year.
PERIOD = timedelta(days=364)
NOT_FOUND = "not_found"


class ContextReader:
    def __init__(self, client: OzonClient, *, drift: Drift, lane: Lane, now: Callable[[], datetime]) -> None:
        self._client = client
        self._drift = drift
        self._lane = lane
        self._now = now

    def products(self, skus: Sequence[str]) -> tuple[RemoteProduct, ...]:
        """What the marketplace does not know is left out."""
        wanted = [sku for sku in dict.fromkeys(skus) if sku.isascii() and sku.isdigit()][:LARGEST_PRODUCTS]
        if not wanted:
            return ()
        found = read_products(self._client.product_list(skus=wanted, lane=self._lane), self._drift)
        return tuple(to_remote_product(product, drift=self._drift) for product in found)

    def orders(self, order_number: str) -> tuple[RemoteOrder, ...]:
        """Most orders are one parcel, whose number is known; only where it is not found are the lists asked."""
        if not order_number.strip():
            return ()
        refusals: list[Rejected] = []
        for ask in (self._seller_parcel, self._marketplace_parcel, self._seller_list, self._marketplace_list):
            try:
                found = ask(order_number.strip())
            except Rejected as refusal:
                if refusal.code != NOT_FOUND:
                    refusals.append(refusal)
                continue
            if found:
                return found
        if refusals:
            raise refusals[0]
        return ()

    def _seller_parcel(self, order_number: str) -> tuple[RemoteOrder, ...]:
        raw = self._client.fbs_posting(posting_number=f"{order_number}-1", lane=self._lane)
        return self._orders([read_posting(raw, self._drift)], Fulfilment.SELLER)

    def _marketplace_parcel(self, order_number: str) -> tuple[RemoteOrder, ...]:
        raw = self._client.fbo_posting(posting_number=f"{order_number}-1", lane=self._lane)
        return self._orders([read_posting(raw, self._drift)], Fulfilment.MARKETPLACE)

    def _seller_list(self, order_number: str) -> tuple[RemoteOrder, ...]:
        now = self._now()
        raw = self._client.fbs_postings(order_number=order_number, since=now - PERIOD, to=now, lane=self._lane)
        return self._orders(read_postings(raw, self._drift), Fulfilment.SELLER)

    def _marketplace_list(self, order_number: str) -> tuple[RemoteOrder, ...]:
        raw = self._client.fbo_postings(order_number=order_number, lane=self._lane)
        return self._orders(read_postings(raw, self._drift), Fulfilment.MARKETPLACE)

    def _orders(self, postings: Sequence[OzonPosting | None], fulfilment: Fulfilment) -> tuple[RemoteOrder, ...]:
        return tuple(to_remote_order(one, fulfilment=fulfilment, drift=self._drift) for one in postings if one)
