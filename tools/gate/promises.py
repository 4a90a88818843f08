"""What a description of the API promises to those who build on it, one line each, so that two can be compared."""

from collections.abc import Iterator
from typing import Any, Final

Described = dict[str, Any]

REQUEST: Final = "Request"


def promises(described: Described) -> set[str]:
    return {*_of_operations(described), *_of_schemas(described)}


def demands(described: Described) -> set[str]:
    """What a client must send. Here it is a new line that breaks those who were written before."""
    return {*_of_parameters(described, required=True), *_of_fields(described, required=True)}


def broken(published: set[str], demanded: set[str], described: Described) -> list[str]:
    """Promises that are gone, and demands upon what was published before without them."""
    gone = {f"gone: {line}" for line in published - promises(described)}
    known = {_subject(line) for line in published}
    new = {f"demanded: {line}" for line in demands(described) - demanded if _subject(line) in known}
    return sorted(gone | new)


def _subject(line: str) -> str:
    """The operation or the schema that a line is about."""
    kind, name = line.split(" ")[:2]
    return name.partition(".")[0] if kind == "field" else name


def _of_operations(described: Described) -> Iterator[str]:
    for name, operation in _operations(described):
        yield f"operation {name}"
        for way in operation.get("security", []):
            yield from (f"security {name} {scheme}" for scheme in way)
        for media_type in operation.get("requestBody", {}).get("content", {}):
            yield f"body {name} {media_type}"
        for status, answer in operation["responses"].items():
            if "$ref" in answer:
                yield f"status {name} {status}"
            for media_type, media in answer.get("content", {}).items():
                yield f"status {name} {status} {media_type} {_kind(media['schema'])}"
            if "$ref" not in answer and "content" not in answer:
                yield f"status {name} {status}"
    yield from _of_parameters(described)


def _of_parameters(described: Described, *, required: bool = False) -> Iterator[str]:
    for name, operation in _operations(described):
        for parameter in operation.get("parameters", []):
            if not required:
                yield f"parameter {name} {parameter['in']} {parameter['name']} {_kind(parameter['schema'])}"
                values = parameter["schema"].get("enum", [])
                yield from (f"parameter {name} {parameter['in']} {parameter['name']} = {value}" for value in values)
            elif parameter.get("required"):
                yield f"parameter {name} {parameter['in']} {parameter['name']}"


def _of_schemas(described: Described) -> Iterator[str]:
    for name, schema in described["components"]["schemas"].items():
        yield from (f"value {name} {value}" for value in schema.get("enum", []))
    yield from _of_fields(described)


def _of_fields(described: Described, *, required: bool = False) -> Iterator[str]:
    for name, schema in described["components"]["schemas"].items():
        needed = schema.get("required", [])
        for field, form in schema.get("properties", {}).items():
            if required and name.endswith(REQUEST) and field in needed:
                yield f"field {name}.{field}"
            if not required:
                yield f"field {name}.{field} {_kind(form)}"
                yield from (f"field {name}.{field} = {value}" for value in form.get("enum", []))


def _operations(described: Described) -> Iterator[tuple[str, Any]]:
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()}:{path}", operation


def _kind(schema: Described) -> str:
    """A schema in one word."""
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    for way in ("allOf", "oneOf", "anyOf"):
        if way in schema:
            return "|".join(sorted(_kind(one) for one in schema[way]))
    kinds = schema.get("type", "any")
    kind = "|".join(kinds) if isinstance(kinds, list) else str(kinds)
    return f"{kind}[{_kind(schema['items'])}]" if "items" in schema else kind
