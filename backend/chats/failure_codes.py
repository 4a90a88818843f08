"""From the codes of connectors to those of our table, which say to people what happened and what helps."""

OURS = {
    "headers_missing": "key_invalid",
    "subscription_required": "subscription_no_reading",
    "rate_limited": "marketplace_rate_limited",
    "method_paused": "marketplace_rate_limited",
    "limiter_unavailable": "broker_unavailable",
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
}
STATES = {
    "offer_not_signed": "blocked",
    "company_blocked": "blocked",
    "subscription_no_reading": "needs_subscription",
}


def code_of(connector_code: str) -> str:
    """Whatever has no words of its own is trouble of the marketplace."""
    if connector_code in KNOWN_AS_THEY_ARE:
        return connector_code
    return OURS.get(connector_code, "marketplace_unavailable")


def state_of(code: str) -> str:
    """The state of an account that is shut out with this code."""
    return STATES.get(code, "needs_key")
