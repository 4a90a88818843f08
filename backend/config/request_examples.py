"""One body to copy for every operation that takes one: of our own choice, else the shortest that its schema allows."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

TABLE: Final = Path(__file__).with_name("request_examples.toml")
OF_FORMAT: Final = {
    "date-time": "2026-12-01T09:00:00Z",
    "date": "2026-12-01",
    "uuid": "3f6f1c1e-52d7-4b6e-9d0b-2f6d6c1e7a10",
    "email": "anna@example.com",
    "uri": "https://example.com/",
}


def add_request_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    schemas = result.get("components", {}).get("schemas", {})
    for path in result.get("paths", {}).values():
        for operation in path.values():
            for media in operation.get("requestBody", {}).get("content", {}).values():
                chosen = own_examples().get(operation["operationId"])
                media["example"] = chosen if chosen is not None else shortest(media["schema"], schemas)
    return result


@cache
def own_examples() -> dict[str, dict[str, Any]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def shortest(schema: dict[str, Any], schemas: dict[str, Any]) -> Any:
    """A value that fits, with nothing that may be left out; of a body that may be empty, its first field."""
    if "$ref" in schema:
        return shortest(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas)
    for way in ("allOf", "oneOf", "anyOf"):
        if way in schema:
            return shortest(schema[way][0], schemas)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type", "object")
    match kind[0] if isinstance(kind, list) else kind:
        case "object":
            fields: dict[str, Any] = schema.get("properties", {})
            named = schema.get("required") or list(fields)[:1]
            return {name: shortest(fields[name], schemas) for name in named}
        case "array":
            return [shortest(schema["items"], schemas)] * schema.get("minItems", 1)
        case "boolean":
            return True
        case "integer" | "number":
            return schema.get("minimum", 1)
    return OF_FORMAT.get(schema.get("format", ""), "1024" if "pattern" in schema else "текст")
