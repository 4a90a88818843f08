"""What a failed call means for the account it was made for."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Final

from chats.failure_codes import shown_code
from chats.models import ChatAccount
from chats.services import account_states
from chats.sync.reading import Reader
from chats.sync.troubles import is_unpaid
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected, TemporaryFailure

PAUSE_BEFORE_CONFIRMING: Final = 1.0
OF_ONE_METHOD: Final = "key_role_missing"


def lose_access(account: ChatAccount, failure: ConnectorError, *, now: datetime) -> None:
    """The account is shut out until a person acts."""
    account_states.shut_out(account, code=shown_code(failure), detail=failure.detail, now=now)


def take_failure(account: ChatAccount, failure: ConnectorError, *, now: datetime) -> None:
    """A run could not go on: shut out, or to be tried again later."""
    if isinstance(failure, AuthFailed) or (isinstance(failure, Rejected) and is_unpaid(failure)):
        lose_access(account, failure, now=now)
        return
    until = failure.until if isinstance(failure, RateLimited) else None
    account_states.wait_out(account, code=shown_code(failure), until=until, now=now)


@contextmanager
def confirming(reader: Reader, account: ChatAccount) -> Iterator[None]:
    """A refusal of the account leaves this block only when it was heard twice.

    Except of one that speaks of a single method, which asking for the list would not repeat.
    """
    try:
        yield
    except AuthFailed as refusal:
        if refusal.code != OF_ONE_METHOD:
            confirm_refusal(reader, account)
        raise


def confirm_refusal(reader: Reader, account: ChatAccount, *, pause: Callable[[float], None] | None = None) -> None:
    """Ask a second time before a working account is taken for refused: one odd answer must not stop it and alarm its
    owners. Raises what the second answer says; an account that is shut out already is believed at once.
    """
    if account.state != ChatAccount.State.ACTIVE:
        return
    (pause or time.sleep)(PAUSE_BEFORE_CONFIRMING)
    reader.list_chats(only_unread=True)
    raise TemporaryFailure("refusal_not_confirmed")
