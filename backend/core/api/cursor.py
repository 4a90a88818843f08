"""An opaque place in an ordered list: the values of the row beside it and the direction of reading."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from core.errors import Invalid


class InvalidCursor(Invalid):
    code = "invalid_cursor"

    def __init__(self) -> None:
        super().__init__(attr="cursor")


@dataclass(frozen=True)
class Cursor:
    """`order` names the ordering it was made for, so that it cannot be used with another."""

    order: str
    backward: bool
    values: list[Any]

    def encode(self) -> str:
        values = [value.isoformat() if isinstance(value, datetime) else value for value in self.values]
        raw = orjson.dumps([self.order, int(self.backward), values])
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str) -> "Cursor":
        try:
            raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            order, backward, values = orjson.loads(raw)
        except (binascii.Error, ValueError, TypeError):
            raise InvalidCursor from None
        if not isinstance(order, str) or not isinstance(values, list):
            raise InvalidCursor
        return cls(order=order, backward=bool(backward), values=values)
