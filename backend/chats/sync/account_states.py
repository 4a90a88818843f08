"""What a failed call means for the account it was made for."""

from __future__ import annotations

from datetime import datetime

from chats.failure_codes import shown_code
from chats.models import ChatAccount
from chats.services import account_states
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected

SUBSCRIPTION = "subscription_required"


def lose_access(account: ChatAccount, failure: ConnectorError, *, now: datetime) -> None:
    """The account is shut out until a person acts."""
    account_states.shut_out(account, code=shown_code(failure), detail=failure.detail, now=now)


def take_failure(account: ChatAccount, failure: ConnectorError, *, now: datetime) -> None:
    """A run could not go on: shut out, or to be tried again later."""
    is_unpaid = isinstance(failure, Rejected) and failure.code == SUBSCRIPTION
    if isinstance(failure, AuthFailed) or is_unpaid:
        lose_access(account, failure, now=now)
        return
    until = failure.until if isinstance(failure, RateLimited) else None
    account_states.wait_out(account, code=shown_code(failure), until=until, now=now)
