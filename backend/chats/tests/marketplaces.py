"""Cabinets that somebody wants to connect, at marketplaces in memory."""

from collections.abc import Callable

from chats.services.connecting import Candidate
from chats.sync.connect import seal
from chats.tests.factories import CREDENTIALS
from connectors.base import ReadsByChat
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace

Open = Callable[..., ReadsByChat]


def candidate_for(marketplace: FakeMarketplace, *, connector: ReadsByChat | None = None) -> Candidate:
    credentials = {**CREDENTIALS, "client_id": marketplace.external_id}
    return Candidate(
        marketplace="ozon",
        external_id=marketplace.external_id,
        key_hint="abcd",
        sealed=seal(credentials),
        connector=connector or FakeConnector(marketplace),
    )


def opens(*marketplaces: FakeMarketplace) -> Open:
    """What stands in the place of `open_marketplace`: the Client-Id chooses the cabinet."""
    by_id = {marketplace.external_id: marketplace for marketplace in marketplaces}
    return lambda name, credentials, **_: FakeConnector(by_id[credentials["client_id"]])
