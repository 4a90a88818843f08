from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

JSON = "application/json"


@dataclass(slots=True)
class Call:
    """A request as it came, before anybody asked who sends it."""

    verb: str
    path: str
    body: bytes = field(repr=False)
    client_id: str = ""
    api_key: str = field(default="", repr=False)
    address: str = "127.0.0.1"


@dataclass(slots=True)
class Answer:
    status: int
    body: bytes = field(repr=False)
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    dropped: bool = False
    """The connection ends without an answer."""
    timed_out: bool = False
    """It ends only after the caller has lost patience."""


def json_answer(status: int, body: Any, headers: dict[str, str] | None = None) -> Answer:
    return Answer(status, orjson.dumps(body), headers=headers or {})


def plain_not_found() -> Answer:
    return Answer(404, b"404 page not found\n", media_type="text/plain; charset=utf-8")


def lost_answer(*, timed_out: bool = False) -> Answer:
    return Answer(0, b"", dropped=True, timed_out=timed_out)


def bad_gateway() -> Answer:
    title = b"502 Bad Gateway"
    page = b"<html><head><title>%s</title></head><body><center><h1>%s</h1></center></body></html>" % (title, title)
    return Answer(502, page, media_type="text/html")
