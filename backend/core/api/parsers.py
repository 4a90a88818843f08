"""Reading the JSON that clients send."""

from typing import Any, Final

import orjson
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

# No body of ours goes deeper than a few levels; whoever walks it must not run out of stack.
DEEPEST: Final = 16


class JsonParser(JSONParser):
    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            return read_json(stream.read())
        except ValueError:
            raise ParseError from None


def read_json(body: bytes) -> Any:
    """Plain JSON in UTF-8: without NaN, numbers beyond all bounds, halves of characters, and endless nesting."""
    value = orjson.loads(body)
    layer = [value]
    for _ in range(DEEPEST):
        layer = [inner for item in layer for inner in _inside(item)]
        if not layer:
            return value
    raise ValueError("nested too deeply")


def _inside(item: Any) -> Any:
    if isinstance(item, dict):
        return item.values()
    return item if isinstance(item, list) else ()
