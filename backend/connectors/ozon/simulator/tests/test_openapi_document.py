from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connectors.ozon.simulator.methods.service import METHODS
from connectors.ozon.simulator.tests.openapi import FILE_PATH, document, validator


def _schemas(node: Any, pointer: str = "") -> Iterator[tuple[str, Any, list[Any]]]:
    """Every schema that stands beside examples, with them."""
    if isinstance(node, dict):
        if "schema" in node:
            examples = [one["value"] for one in node.get("examples", {}).values()]
            yield pointer, node["schema"], [*examples, *([node["example"]] if "example" in node else [])]
        for key, value in node.items():
            name = key.replace("~", "~0").replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
            yield from _schemas(value, f"{pointer}/{name}")


def test_every_schema_of_the_document_is_a_schema() -> None:
    for _, schema, _ in _schemas(document()):
        Draft202012Validator.check_schema(schema)
    for schema in document()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_example_of_the_document_fits_its_schema() -> None:
    checked = 0

    for pointer, _, examples in _schemas(document()):
        for example in examples:
            validator(f"{pointer}/schema").validate(example)
            checked += 1

    assert checked > 30


def test_the_document_and_the_simulator_know_the_same_methods() -> None:
    assert set(document()["paths"]) == {*METHODS, FILE_PATH}


@pytest.mark.parametrize("name", sorted(document()["components"]["schemas"]))
def test_every_schema_is_used(name: str) -> None:
    assert f"'#/components/schemas/{name}'" in str(document())
