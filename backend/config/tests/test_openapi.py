from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

OPENAPI = settings.ROOT / "openapi.yaml"


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


def test_openapi_yaml_is_up_to_date(fresh: Path) -> None:
    assert fresh.read_text(encoding="utf-8") == OPENAPI.read_text(encoding="utf-8"), "run `make openapi`"


def test_the_exported_error_texts_are_up_to_date() -> None:
    call_command("export_error_texts", "--check")


def test_each_operation_has_a_summary_and_says_how_it_refuses(described: Any) -> None:
    bare = [
        name
        for name, operation in operations(described)
        if not operation.get("summary") or "default" not in operation["responses"]
    ]

    assert not bare


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
        assert set(answers["429"]["headers"]) == {*left, "Retry-After"}
        assert all(left <= set(answer["headers"]) for status, answer in answers.items() if status[0] == "2")
