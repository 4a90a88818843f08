"""The few meanings a failed call to a marketplace can have.

``code`` is stable and chooses the words on the screen; ``detail`` is the marketplace's own answer,
masked and cut, for the log and the staff. Neither ever holds a key or anybody's message.

On a send, ``TemporaryFailure`` and ``RateLimited`` are raised only when nothing reached the
marketplace, or when it said so: they may be repeated. ``OutcomeUnknown`` never may.
"""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar


class Meaning(StrEnum):
    AUTH = "auth"
    RATE_LIMITED = "rate_limited"
    TEMPORARY = "temporary"
    REJECTED = "rejected"
    OUTCOME_UNKNOWN = "outcome_unknown"


class ConnectorError(Exception):
    """A call that did not give what was asked; always one of the subclasses."""

    meaning: ClassVar[Meaning]

    def __init__(self, code: str, *, status: int | None = None, detail: str = "", method: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.detail = detail
        self.method = method

    def __str__(self) -> str:
        return f"{self.code} ({self.method or 'no method'}, status {self.status})"


class AuthFailed(ConnectorError):
    """The account cannot work until a person does something: key, network, offer, blocking."""

    meaning = Meaning.AUTH


class RateLimited(ConnectorError):
    """Asked too often; the next call may be made at ``until``."""

    meaning = Meaning.RATE_LIMITED

    def __init__(
        self,
        code: str = "rate_limited",
        *,
        until: datetime,
        status: int | None = None,
        detail: str = "",
        method: str = "",
    ) -> None:
        super().__init__(code, status=status, detail=detail, method=method)
        self.until = until


class TemporaryFailure(ConnectorError):
    """Passes by itself: the marketplace or the way to it is in trouble."""

    meaning = Meaning.TEMPORARY


class NeverSent(TemporaryFailure):
    """The connection was never made, so nothing can have arrived: the call may be repeated."""


class Rejected(ConnectorError):
    """Understood and refused for good; repeating the same call gives the same answer."""

    meaning = Meaning.REJECTED


class OutcomeUnknown(ConnectorError):
    """Something left for the marketplace and no answer tells what became of it."""

    meaning = Meaning.OUTCOME_UNKNOWN


class InvalidCredentials(ValueError):
    """What was typed cannot be credentials; refused before any call."""

    def __init__(self, *, field: str, code: str) -> None:
        super().__init__(code)
        self.field = field
        self.code = code
