"""From what a person typed to a cabinet that can be tried."""

from __future__ import annotations

from collections.abc import Mapping

from chats.services.connecting import Candidate
from chats.services.connection_refusals import MarketplaceUnknown, malformed
from chats.sync.connect import open_marketplace, seal
from connectors import registry
from connectors.errors import InvalidCredentials
from connectors.registry import UnknownMarketplace

HINT_LENGTH = 4


def candidate_from(marketplace: str, credentials: Mapping[str, str]) -> Candidate:
    """Clean what was pasted; refused before any call when it cannot be right."""
    try:
        external_id, cleaned = registry.clean_credentials(marketplace, credentials)
    except UnknownMarketplace:
        raise MarketplaceUnknown(attr="marketplace") from None
    except InvalidCredentials as error:
        raise malformed(error) from None
    return Candidate(
        marketplace=marketplace,
        external_id=external_id,
        key_hint=hint_of(cleaned.get("api_key", "")),
        sealed=seal(cleaned),
        connector=open_marketplace(marketplace, cleaned),
    )


def hint_of(key: str) -> str:
    """The end of a key, enough to recognise it; nothing of one that is too short to hide the rest."""
    return key[-HINT_LENGTH:] if len(key) >= 4 * HINT_LENGTH else ""
