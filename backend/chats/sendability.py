"""Whether a chat takes replies at all, decided from what is known without asking the marketplace."""

from datetime import datetime

REASON_OF_STATE = {
    "paused": "account_paused",
    "needs_key": "key_invalid",
    "needs_subscription": "subscription_no_replies",
    "blocked": "company_blocked",
}


def send_block(
    *,
    is_connected: bool,
    account_state: str,
    account_state_code: str,
    can_send: bool,
    is_buyers: bool,
    window_refused_at: datetime | None,
    has_access: bool = True,
) -> str | None:
    """The code of the first reason that forbids a reply, or None.

    Whether the workspace has access is asked when a reply is written; one that was taken leaves all the same.
    The computed end of the window is no reason: only what the marketplace itself refused is.
    """
    if not is_connected:
        return "account_not_connected"
    if not has_access:
        return "subscription_required"
    if account_state == "paused":
        return account_state_code or "account_paused"
    if account_state != "active":
        return account_state_code or REASON_OF_STATE[account_state]
    if not can_send:
        return "cannot_send"
    if not is_buyers:
        return "not_a_buyer_chat"
    if window_refused_at is not None:
        return "reply_window_closed"
    return None
