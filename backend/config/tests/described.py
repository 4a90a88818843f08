"""The description of the API as it is committed, and requests made from it."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

import yaml
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from chats.tests import files


@cache
def description() -> Any:
    text = (settings.ROOT / "openapi.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    body: Any
    is_form: bool

    @property
    def name(self) -> str:
        return f"{self.method} {self.path.removeprefix('/api/v1/')}"

    @property
    def of_an_object(self) -> bool:
        return "{" in self.path


@cache
def operations() -> list[Operation]:
    found = []
    for path, methods in description()["paths"].items():
        for method, described in methods.items():
            content = described.get("requestBody", {}).get("content", {})
            media: dict[str, Any] = next(iter(content.values()), {})
            found.append(Operation(method.upper(), path, media.get("example"), "multipart/form-data" in content))
    return found


def call(client: APIClient, operation: Operation, ids: dict[str, str], **headers: str) -> Any:
    """The request that the description shows, upon these objects, whatever version they have."""
    url = operation.path.format(**ids)
    told = {"Idempotency-Key": str(uuid4()), "If-Match": "*", **headers}
    if operation.is_form:
        return client.post(url, {"file": SimpleUploadedFile("1.png", files.PNG)}, format="multipart", headers=told)
    body = json.dumps(operation.body if operation.body is not None else {})
    return client.generic(operation.method, url, body, content_type="application/json", headers=told)


def codes(response: Any) -> set[str]:
    """Why it was refused; nothing when it was not."""
    if response.status_code < 400:
        return set()
    return {error["code"] for error in response.json()["errors"]}
