"""Compares answers with `ozon.openapi.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

DOCUMENT = Path(__file__).parents[2] / "ozon.openapi.yaml"
FILE_PATH = "/v2/chat/file/{file_path}"


@cache
def document() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(DOCUMENT.read_text(encoding="utf-8"))
    return loaded


@cache
def _registry() -> Registry[Any]:
    resource: Resource[Any] = Resource.from_contents(document(), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:ozon", resource)
    return registry


@cache
def validator(pointer: str) -> Draft202012Validator:
    return Draft202012Validator({"$ref": f"urn:ozon#{pointer}"}, registry=_registry())


def check_answer(verb: str, path: str, status: int, media_type: str, body: Any) -> None:
    """Fails when the document knows no such answer, or knows it in another shape."""
    template = FILE_PATH if path.startswith("/v2/chat/file/") else path
    responses = document()["paths"][template][verb.lower()]["responses"]
    assert str(status) in responses, f"{path} is not documented to answer {status}"
    response = responses[str(status)]
    pointer = f"/paths/{_escaped(template)}/{verb.lower()}/responses/{status}"
    if "$ref" in response:
        pointer = response["$ref"].removeprefix("#")
        response = document()["components"]["responses"][pointer.rpartition("/")[2]]
    assert media_type in response["content"], f"{path} is not documented to answer in {media_type}"
    if media_type == "application/json":
        validator(f"{pointer}/content/application~1json/schema").validate(body)


def _escaped(path: str) -> str:
    return path.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
