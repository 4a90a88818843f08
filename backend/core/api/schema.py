"""What the OpenAPI description says beyond the views: own paths only, honest response types, errors everywhere."""

import inspect
from collections.abc import Iterator
from typing import Any, Final

from drf_spectacular.openapi import AutoSchema

PREFIX = "/api/v1"


class Schema(AutoSchema):
    def get_description(self) -> str:  # type: ignore[override]
        """The docstring of the method; that of the class is for those who read the code."""
        method = getattr(self.view, self.method.lower(), None)
        return inspect.getdoc(method) or "" if method is not None else ""

    def get_tags(self) -> list[str]:
        """Group operations by their resource: the first word after the prefix."""
        return [self.path.removeprefix(PREFIX).strip("/").split("/")[0]]


def keep_our_paths(endpoints: list[Any]) -> list[Any]:
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]


def require_response_properties(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A response always holds all its fields; only what a client sends may leave some out."""
    for name, component in result.get("components", {}).get("schemas", {}).items():
        if not name.endswith("Request") and component.get("properties"):
            component["required"] = list(component["properties"])
    return result


def add_error_responses(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation may answer with the error body."""
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
    for operation in _operations(result):
        operation.setdefault("responses", {})["default"] = {"description": "Refused", "content": PROBLEM_CONTENT}
    return result


def add_rate_limits(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation tells what is left of the caller's minute, and refuses one request too many."""
    result.setdefault("components", {})["headers"] = {
        name: {"description": text, "schema": {"type": "integer"}} for name, text in LIMIT_HEADERS.items()
    }
    budget, retry = [name for name in LIMIT_HEADERS if name != RETRY_AFTER], [RETRY_AFTER]
    for operation in _operations(result):
        answers = operation.setdefault("responses", {})
        answers["429"] = {
            "description": "Too many requests of this key or person in a minute: `throttled`",
            "content": PROBLEM_CONTENT,
        }
        for status, answer in answers.items():
            named = budget + (retry if status == "429" else [])
            if status.startswith(("2", "429")):
                answer.setdefault("headers", {}).update(
                    {name: {"$ref": f"#/components/headers/{name}"} for name in named}
                )
    return result


def _operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in result.get("paths", {}).values():
        yield from (operation for operation in path.values() if isinstance(operation, dict))


RETRY_AFTER: Final = "Retry-After"
LIMIT_HEADERS: Final = {
    "RateLimit-Limit": "Requests of this kind, reads or writes, that a minute allows. Absent when nothing is limited.",
    "RateLimit-Remaining": "How many of them are left.",
    "RateLimit-Reset": "Seconds until the minute is over.",
    RETRY_AFTER: "Seconds to wait before the next request.",
}
PROBLEM_CONTENT: Final = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "The body of every answer that is not a success.",
    "required": ["type", "errors"],
    "properties": {
        "type": {"type": "string", "enum": ["validation_error", "client_error", "server_error"]},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "detail", "attr"],
                "properties": {
                    "code": {"type": "string", "description": "Stable; docs/errors.md lists them."},
                    "detail": {"type": "string", "description": "What happened, in the language of the answer."},
                    "attr": {"type": ["string", "null"], "description": "The field it is about."},
                    "remedy": {"type": "string", "description": "What helps."},
                    "marketplace_code": {"type": "string", "description": "The marketplace's own code."},
                },
            },
        },
        "extra": {"type": "object", "additionalProperties": True, "description": "What the client needs to go on."},
    },
}
