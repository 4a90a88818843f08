"""Parameters as Ozon takes them: 64-bit numbers may come as numbers or as digits in a string."""

from __future__ import annotations

from connectors.ozon.simulator.core.refusals import invalid_request

Body = dict[str, object]


def text(body: Body, name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str) or not value:
        raise invalid_request(f"{name} is required")
    return value


def integer(body: Body, name: str) -> int | None:
    value = body.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not -(2**63) <= value < 2**64:
        raise invalid_request(f"{name} must be an integer")
    return value


def section(body: Body, name: str) -> Body:
    value = body.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise invalid_request(f"{name} must be an object")
    return value
