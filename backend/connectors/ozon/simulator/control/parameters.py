"""Parameters of the control API, checked one by one: a mistyped test must fail loudly."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable
from typing import Any

from connectors.ozon.simulator.core.moments import SECOND, parse_moment

Parse = Callable[[Any], Any]


class ControlError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def wrong(message: str) -> ControlError:
    return ControlError(400, message)


def missing(what: str) -> ControlError:
    return ControlError(404, f"{what} not found")


def parse_fields(body: dict[str, Any], fields: dict[str, Parse]) -> dict[str, Any]:
    unknown = sorted(set(body) - set(fields))
    if unknown:
        raise wrong(f"unknown fields: {', '.join(unknown)}")
    parsed = {}
    for name, value in body.items():
        try:
            parsed[name] = fields[name](value)
        except (TypeError, ValueError) as error:
            raise wrong(f"{name}: {error}") from None
    return parsed


def text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("must be a string")
    return value


def digits(value: Any) -> str:
    if not isinstance(value, str) or not value.isascii() or not value.isdigit():
        raise TypeError("must be digits in a string")
    return value


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError("must be true or false")
    return value


def number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError("must be a number")
    return float(value)


def whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("must be a whole number")
    return value


def moment(value: Any) -> int:
    """An ISO time; null and the empty string mean never."""
    return parse_moment(value) if value else 0


def content(value: Any) -> bytes:
    return b64decode(text(value), validate=True)


def texts(value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError("must be a list of strings")
    return list(value)


def span(value: Any) -> list[float]:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError("must be two numbers, shortest and longest")
    return [number(value[0]), number(value[1])]


def one_of(*choices: str) -> Parse:
    def parse(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return text(value)

    return parse


def numbers(*names: str) -> Parse:
    """An object of numbers under these names; null says that there is none."""

    def parse(value: Any) -> dict[str, float | None]:
        if not isinstance(value, dict):
            raise TypeError("must be an object")
        for name in value:
            if name not in names:
                raise ValueError(f"knows only {', '.join(names)}")
        return {name: None if one is None else number(one) for name, one in value.items()}

    return parse


def in_seconds(now: int) -> Parse:
    return lambda value: now + int(number(value) * SECOND)
