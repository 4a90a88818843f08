"""`If-Match`: a change names the version it was made from, so that nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from core.errors import PreconditionFailed, PreconditionRequired

IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="The `ETag` of the version that was read, or `*` for whichever is the newest.",
)


IF_MATCH_IF_KNOWN = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    description="The `ETag` of the version that was read; without it the change is made to whichever is the newest.",
)


def etag_of(revision: int | str) -> str:
    return f'"{revision}"'


def expected_revision(request: Request) -> int | None:
    """The revision that the change was made from; None for any. A tag that is not ours fits no revision."""
    header = request.headers.get("If-Match", "").strip()
    if not header:
        raise PreconditionRequired(attr="If-Match")
    if header == "*":
        return None
    digits = header.removeprefix("W/").strip('"')
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else 0


def expected_version(request: Request) -> str | None:
    """The version that the change was made from, where naming one is left to the caller; None for any."""
    header = request.headers.get("If-Match", "").strip()
    return None if header in ("", "*") else header.removeprefix("W/").strip('"')


@contextmanager
def telling_newest(read: Callable[[], Any]) -> Iterator[None]:
    """Whoever changed an older version gets the newest in `extra.current`, read when it is needed."""
    try:
        yield
    except PreconditionFailed as conflict:
        conflict.extra["current"] = read()
        raise
