import time
from typing import Any

from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.models import ApiKey, User
from core.rate_limits import Budget, Kind, spend


class CallerThrottle(BaseThrottle):
    """A budget of reads and one of writes for each API key and each person; the answer tells what is left of it."""

    budget: Budget | None = None

    def allow_request(self, request: Request, view: Any) -> bool:
        caller = caller_of(request)
        if caller is None:
            return True
        kind: Kind = "read" if request.method in SAFE_METHODS else "write"
        self.budget = view.budget = spend(caller, kind, now=time.time())
        return self.budget is None or not self.budget.is_exceeded

    def wait(self) -> float | None:
        return None if self.budget is None else self.budget.resets_in


def caller_of(request: Request) -> str | None:
    if isinstance(request.auth, ApiKey):
        return f"key:{request.auth.pk}"
    return f"user:{request.user.pk}" if isinstance(request.user, User) else None
