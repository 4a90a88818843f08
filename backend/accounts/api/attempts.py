"""Limits on what anybody may try and on mails that we send to strangers."""

from typing import Final

from allauth.core.ratelimit import consume
from rest_framework.request import Request

from core.errors import LimitReached

WAIT_SECONDS: Final = 60


def limit_attempts(request: Request, action: str, *, key: str = "") -> None:
    """Spend one of the attempts of `ACCOUNT_RATE_LIMITS`; refuse when none is left."""
    if not consume(request._request, action=action, key=key or None):
        raise LimitReached(params={"retry_after": WAIT_SECONDS})
