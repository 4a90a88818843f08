"""What the OpenAPI description says beyond the views: own paths only, honest response types, errors everywhere."""

import inspect
from typing import Any

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
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for path in result.get("paths", {}).values():
        for operation in path.values():
            if isinstance(operation, dict):
                operation.setdefault("responses", {})["default"] = {"description": "Refused", "content": content}
    return result


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
