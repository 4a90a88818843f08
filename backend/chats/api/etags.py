"""Answers that a client may keep and ask about again."""

import hashlib
from typing import Any

import orjson
from rest_framework.request import Request
from rest_framework.response import Response


def etagged(request: Request, data: Any, *, tag: str | None = None) -> Response:
    """The data, or 304 when the client holds this very version; without a tag it is made from the content."""
    etag = f'"{tag or _digest(data)}"'
    if is_current(request, etag):
        return Response(status=304, headers={"ETag": etag})
    return Response(data, headers={"ETag": etag})


def is_current(request: Request, etag: str) -> bool:
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    return etag in known


def _digest(data: Any) -> str:
    return hashlib.sha256(orjson.dumps(data, option=orjson.OPT_UTC_Z)).hexdigest()[:32]
