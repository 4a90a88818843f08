"""What can go wrong in the domain. HTTP is chosen here once; the words stand in `error_codes.toml`."""

from typing import Any, ClassVar


class DomainError(Exception):
    """A refusal with a stable code. `attr` names the field it is about, `params` fill the text."""

    code: ClassVar[str] = "internal_error"
    status: ClassVar[int] = 400

    def __init__(
        self,
        *,
        attr: str | None = None,
        extra: dict[str, Any] | None = None,
        marketplace_code: str | None = None,
        params: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(self.code)
        self.attr = attr
        self.extra = extra or {}
        self.marketplace_code = marketplace_code
        self.params = params or {}


class Invalid(DomainError):
    code = "invalid"
    status = 400


class Forbidden(DomainError):
    code = "permission_denied"
    status = 403


class NotFound(DomainError):
    code = "not_found"
    status = 404


class Conflict(DomainError):
    code = "conflict"
    status = 409


class PreconditionFailed(DomainError):
    code = "version_conflict"
    status = 412


class PreconditionRequired(DomainError):
    code = "precondition_required"
    status = 428


class BodyTooLarge(DomainError):
    code = "body_too_large"
    status = 413


class LimitReached(DomainError):
    code = "throttled"
    status = 429


class Unavailable(DomainError):
    code = "internal_error"
    status = 503
