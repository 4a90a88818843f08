"""What was published of the API stays; what is new may come."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from gate import compatibility
from gate.compatibility import read_baseline, require_kept_promises
from gate.promises import broken, demands, promises

PUBLISHED: dict[str, Any] = {
    "paths": {
        "/chats/{chat_id}": {
            "get": {
                "security": [{"ApiKey": []}],
                "parameters": [
                    {"name": "chat_id", "in": "path", "required": True, "schema": {"type": "string"}},
                    {"name": "order", "in": "query", "schema": {"type": "string", "enum": ["newest", "oldest"]}},
                ],
                "responses": {
                    "200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Chat"}}}},
                    "404": {"$ref": "#/components/responses/NotThere"},
                },
            }
        },
        "/chats": {
            "post": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/ChatRequest"}}}
                },
                "responses": {"204": {}},
            }
        },
    },
    "components": {
        "schemas": {
            "Chat": {"properties": {"id": {"type": "string"}, "state": {"$ref": "#/components/schemas/State"}}},
            "State": {"enum": ["open", "closed"]},
            "ChatRequest": {"required": ["title"], "properties": {"title": {"type": "string"}, "note": {}}},
        }
    },
}


def chat(described: Any) -> Any:
    return described["components"]["schemas"]["Chat"]["properties"]


def get(described: Any) -> Any:
    return described["paths"]["/chats/{chat_id}"]["get"]


def body(described: Any) -> Any:
    return described["components"]["schemas"]["ChatRequest"]


def after(change: Callable[[Any], object]) -> list[str]:
    """What a change of the published description breaks."""
    changed = copy.deepcopy(PUBLISHED)
    change(changed)
    return broken(promises(PUBLISHED), demands(PUBLISHED), changed)


BREAKS: dict[str, tuple[Callable[[Any], object], str]] = {
    "a field": (lambda d: chat(d).pop("id"), "gone: field Chat.id string"),
    "its type": (lambda d: chat(d)["id"].update(type="integer"), "gone: field Chat.id string"),
    "a field that may be null": (lambda d: chat(d)["id"].update(type=["string", "null"]), "gone: field Chat.id string"),
    "an enum value": (lambda d: d["components"]["schemas"]["State"]["enum"].pop(), "gone: value State closed"),
    "an operation": (lambda d: d["paths"].pop("/chats"), "gone: operation POST:/chats"),
    "a status": (lambda d: get(d)["responses"].pop("404"), "gone: status GET:/chats/{chat_id} 404"),
    "a filter": (
        lambda d: get(d)["parameters"].pop(),
        "gone: parameter GET:/chats/{chat_id} query order = newest",
    ),
    "a way to sign in": (lambda d: get(d)["security"].clear(), "gone: security GET:/chats/{chat_id} ApiKey"),
    "a demanded header": (
        lambda d: get(d)["parameters"].append({"name": "If-Match", "in": "header", "required": True, "schema": {}}),
        "demanded: parameter GET:/chats/{chat_id} header If-Match",
    ),
    "a demanded field": (lambda d: body(d)["required"].append("note"), "demanded: field ChatRequest.note"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_goes_or_is_newly_demanded_is_a_break(name: str) -> None:
    change, words = BREAKS[name]

    found = after(change)

    assert words in found


@pytest.mark.parametrize(
    "change",
    [
        lambda d: chat(d).update(title={"type": "string"}),
        lambda d: d["components"]["schemas"]["State"]["enum"].append("snoozed"),
        lambda d: d["paths"].update({"/notes": {"get": {"responses": {"200": {}}}}}),
        lambda d: get(d)["responses"].update({"409": {}}),
        lambda d: body(d)["properties"].update(language={"type": "string"}),
        lambda d: body(d)["required"].clear(),
    ],
    ids=["field", "enum value", "operation", "status", "optional field", "field that may be left out"],
)
def test_what_is_added_breaks_nobody(change: Callable[[Any], object]) -> None:
    assert after(change) == []


def test_everything_that_was_published_is_still_there() -> None:
    published, demanded = read_baseline()

    assert len(published) > 500
    assert demanded
    require_kept_promises()


def test_a_break_is_added_to_nothing_until_it_is_accepted(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compatibility, "BASELINE", tmp_path / "baseline.txt")
    compatibility.write_baseline({"operation GET:/gone"}, set())

    compatibility.publish()
    before = read_baseline()
    compatibility.accept()

    assert before == ({"operation GET:/gone"}, set())
    assert "operation GET:/gone" not in read_baseline()[0]
