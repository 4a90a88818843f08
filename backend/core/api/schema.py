"""What the OpenAPI description says beyond the views: own paths only, ids as strings, honest response types."""

import inspect
from typing import Any, Final

from drf_spectacular.openapi import AutoSchema

PREFIX = "/api/v1"
ID: Final = {"type": "string", "pattern": "^[0-9]{1,18}$"}


class Schema(AutoSchema):
    def get_description(self) -> str:  # type: ignore[override]
        """The docstring of the method; that of the class is for those who read the code."""
        method = getattr(self.view, self.method.lower(), None)
        return inspect.getdoc(method) or "" if method is not None else ""

    def get_tags(self) -> list[str]:
        """Group operations by their resource: the first word after the prefix."""
        return [self.path.removeprefix(PREFIX).strip("/").split("/")[0]]

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        """An id is a string in an address as it is in a body, whatever the router turns it into."""
        parameters: list[dict[str, Any]] = super()._resolve_path_parameters(variables)  # type: ignore[no-untyped-call]
        return [{**one, "schema": ID} if one["name"].endswith("_id") else one for one in parameters]


def keep_our_paths(endpoints: list[Any]) -> list[Any]:
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]


def require_response_properties(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A response always holds all its fields; only what a client sends may leave some out."""
    for name, component in result.get("components", {}).get("schemas", {}).items():
        if not name.endswith("Request") and component.get("properties"):
            component["required"] = list(component["properties"])
    return result


def add_problem(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    result.setdefault("components", {}).setdefault("schemas", {})["Problem"] = PROBLEM
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
