"""From the codes of connectors to those under which a reply shows what became of it."""

from typing import Final

SEND_REFUSED: Final = "send_refused"
NO_SUBSCRIPTION: Final = "marketplace_subscription_required"
CLOSES_WINDOW: Final = "reply_window_closed"

REFUSALS: Final = {
    NO_SUBSCRIPTION: "cannot_send",
    CLOSES_WINDOW: CLOSES_WINDOW,
    "chat_not_started": "chat_not_started",
    "chat_disabled": "chat_disabled",
    "chat_not_found": "chat_not_found",
    "text_empty": "text_empty",
    "text_too_long": "text_too_long",
    "file_empty": "file_empty",
    "file_too_large": "file_too_large",
    "file_type_not_allowed": "file_type_not_allowed",
    "key_role_missing": "key_role_missing",
}
WAITS: Final = {
    "rate_limited": "marketplace_rate_limited",
    "method_paused": "marketplace_rate_limited",
    "limiter_unavailable": "broker_unavailable",
}


def refusal_code(connector_code: str) -> str:
    """Whatever has no words of its own is a plain refusal."""
    return REFUSALS.get(connector_code, SEND_REFUSED)


def wait_code(connector_code: str) -> str:
    return WAITS.get(connector_code, "marketplace_unavailable")
