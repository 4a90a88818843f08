"""From the codes of connectors to those of our table, which say to people what happened and what helps."""

from connectors.errors import AuthFailed, ConnectorError, Rejected

OURS = {
    "headers_missing": "key_invalid",
    "marketplace_subscription_required": "subscription_no_reading",
    "rate_limited": "marketplace_rate_limited",
    "method_paused": "marketplace_rate_limited",
}
KNOWN_AS_THEY_ARE = {
    "key_invalid",
    "key_expired",
    "key_deactivated",
    "key_role_missing",
    "network_not_allowed",
    "access_denied",
    "offer_not_signed",
    "company_blocked",
    "credentials_unreadable",
    "limiter_unavailable",
}
RATINGS = {
    "marketplace_subscription_required": "ratings_need_subscription",
    "key_role_missing": "ratings_need_role",
}
RATINGS_REFUSED = "ratings_refused"
STATES = {
    "offer_not_signed": "blocked",
    "company_blocked": "blocked",
    "subscription_no_reading": "needs_subscription",
}


def code_of(connector_code: str, *, otherwise: str = "marketplace_unavailable") -> str:
    """Our code for one of a connector's; most of those without words of their own are trouble of the marketplace."""
    if connector_code in KNOWN_AS_THEY_ARE:
        return connector_code
    return OURS.get(connector_code, otherwise)


def shown_code(failure: ConnectorError) -> str:
    """The same for a failed call: a refusal of the account stays a refusal also where its reason is unknown."""
    otherwise = "access_denied" if isinstance(failure, AuthFailed) else "marketplace_unavailable"
    return code_of(failure.code, otherwise=otherwise)


def ratings_code(failure: ConnectorError) -> str:
    """The same for a call about ratings, whose refusal is no trouble of the account."""
    if isinstance(failure, Rejected):
        return RATINGS.get(failure.code, RATINGS_REFUSED)
    return shown_code(failure)


def state_of(code: str) -> str:
    """The state of an account that is shut out with this code."""
    return STATES.get(code, "needs_key")
