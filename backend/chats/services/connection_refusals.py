"""Why a cabinet is not connected, or its key not taken."""

from __future__ import annotations

import math
from datetime import datetime

from chats.failure_codes import shown_code
from connectors.errors import ConnectorError, InvalidCredentials, RateLimited
from core.errors import Conflict, DomainError, Invalid

UNAVAILABLE = ("marketplace_unavailable", "marketplace_rate_limited", "limiter_unavailable")
ABOUT_THE_KEY = (
    "key_invalid",
    "key_expired",
    "key_deactivated",
    "key_role_missing",
    "network_not_allowed",
    "access_denied",
)


class MarketplaceUnknown(Invalid):
    code = "marketplace_unknown"


class CredentialsMalformed(Invalid):
    code = "credentials_malformed"


class AccountAlreadyConnected(Conflict):
    code = "account_already_connected"


class AccountConnectedElsewhere(Conflict):
    """The cabinet is live in another workspace; nothing is said about whose it is."""

    code = "account_connected_elsewhere"


class DifferentCabinet(Conflict):
    code = "different_cabinet"


class AccountDisconnected(Conflict):
    code = "account_not_connected"


class CheckFailed(DomainError):
    """The marketplace did not let this key in; the code says why."""

    def __init__(self, problem: ConnectorError, *, now: datetime) -> None:
        code = shown_code(problem)
        params: dict[str, object] = {"method": problem.method}
        if isinstance(problem, RateLimited):
            params["retry_after"] = max(1, math.ceil((problem.until - now).total_seconds()))
        super().__init__(
            attr="credentials.api_key" if code in ABOUT_THE_KEY else None,
            params=params,
        )
        self.code = code  # type: ignore[misc]  # one class for all reasons, each with its own code
        self.status = 503 if code in UNAVAILABLE else 400  # type: ignore[misc]


def malformed(error: InvalidCredentials) -> CredentialsMalformed:
    return CredentialsMalformed(attr=f"credentials.{error.field}")
