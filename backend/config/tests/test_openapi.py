import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from jsonschema import Draft202012Validator

from config.request_examples import own_examples
from core import error_texts

OPENAPI = settings.ROOT / "openapi.yaml"
CODE = re.compile(r"`([a-z0-9_]+)`")
# Stand in backticks and are no codes.
OTHER_WORDS = {"attr"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("schema") / "openapi.yaml"
    call_command("spectacular", "--file", str(path), "--validate", "--fail-on-warn")
    return path


@pytest.fixture(scope="module")
def described(fresh: Path) -> Any:
    return yaml.safe_load(fresh.read_text(encoding="utf-8"))


def operations(described: Any) -> list[tuple[str, Any]]:
    return [
        (f"{method} {path}", operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]


def resolved(described: Any, answer: Any) -> Any:
    reference = answer.get("$ref")
    return described["components"]["responses"][reference.rsplit("/", 1)[-1]] if reference else answer


def test_openapi_yaml_is_up_to_date(fresh: Path) -> None:
    assert fresh.read_text(encoding="utf-8") == OPENAPI.read_text(encoding="utf-8"), "run `make openapi`"


def test_the_exported_error_texts_are_up_to_date() -> None:
    call_command("export_error_texts", "--check")


def test_each_operation_has_a_summary(described: Any) -> None:
    bare = [name for name, operation in operations(described) if not operation.get("summary")]

    assert not bare


def test_each_refusal_names_the_codes_that_stand_behind_it(described: Any) -> None:
    """No status is left to the imagination: there is no `default`, and every code is one of the table."""
    nameless, unknown = [], []
    for name, operation in operations(described):
        for status, answer in operation["responses"].items():
            if status[0] in "123":
                continue
            text = resolved(described, answer)["description"]
            codes = CODE.findall(text.replace("`extra.", ""))
            nameless += [] if codes and status.isdecimal() else [f"{name} {status}"]
            unknown += [code for code in codes if not error_texts.has(code) and code not in OTHER_WORDS]

    assert (nameless, sorted(set(unknown))) == ([], [])


def test_each_body_has_an_example_that_fits_it(described: Any) -> None:
    bodies = [
        (name, media_type, media)
        for name, operation in operations(described)
        for media_type, media in operation.get("requestBody", {}).get("content", {}).items()
    ]

    assert bodies
    for name, media_type, media in bodies:
        assert media["example"], f"{name} {media_type}"
        whole = {**media["schema"], "components": described["components"]}
        Draft202012Validator(whole).validate(media["example"])


def test_each_example_is_of_an_operation_that_there_is(described: Any) -> None:
    assert set(own_examples()) <= {operation["operationId"] for _, operation in operations(described)}


def test_an_id_in_an_address_is_a_string(described: Any) -> None:
    kinds = {
        parameter["schema"]["type"]
        for _, operation in operations(described)
        for parameter in operation.get("parameters", [])
        if parameter["in"] == "path" and parameter["name"].endswith("_id")
    }

    assert kinds == {"string"}


def test_a_response_leaves_no_property_out(described: Any) -> None:
    open_ended = [
        name
        for name, schema in described["components"]["schemas"].items()
        if "properties" in schema and not name.endswith("Request") and name != "Problem"
        if set(schema["required"]) != set(schema["properties"])
    ]

    assert not open_ended


def test_each_operation_tells_what_is_left_and_refuses_one_too_many(described: Any) -> None:
    left = {"RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"}

    for _, operation in operations(described):
        answers = operation["responses"]
        assert set(resolved(described, answers["429"])["headers"]) == {*left, "Retry-After"}
        assert all(left <= set(answer["headers"]) for status, answer in answers.items() if status[0] == "2")
