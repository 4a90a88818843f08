"""The refusals of every operation: which statuses it may answer with, and the codes that stand behind each."""

from collections.abc import Iterator
from typing import Any, Final

PROBLEM_CONTENT: Final = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}

TOO_MANY: Final = "429"
RETRY_AFTER: Final = "Retry-After"
BUDGET: Final = {
    "RateLimit-Limit": "Requests of this kind, reads or writes, that a minute allows. Absent when nothing is limited.",
    "RateLimit-Remaining": "How many of them are left.",
    "RateLimit-Reset": "Seconds until the minute is over.",
}

# What any request may be refused with: the name under `components/responses`, the sentence, the codes.
COMMON: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "400": (
        "Malformed",
        "The body, the query or a header makes no sense; `attr` names the field",
        ("parse_error", "required", "invalid", "invalid_cursor", "invalid_limit", "workspace_required"),
    ),
    "401": ("NobodyKnown", "Nobody is signed in, or the key is not valid", ("not_authenticated", "invalid_api_key")),
    "403": (
        "NotAllowed",
        "The key or the person may not do this",
        ("scope_missing", "owner_only", "session_only", "csrf_failed"),
    ),
    "404": ("NotThere", "It is not there, or it is another workspace's", ("not_found", "workspace_not_found")),
    "406": ("NoSuchFormat", "No answer in the format that was asked for", ("not_acceptable",)),
    "412": ("ChangedMeanwhile", "It was changed meanwhile", ("version_conflict",)),
    "413": ("TooLarge", "The body is too large", ("body_too_large",)),
    "415": ("NotRead", "The body is not in a format that is read here", ("unsupported_media_type",)),
    "428": ("VersionMissing", "`If-Match` is missing", ("precondition_required",)),
    TOO_MANY: ("TooManyRequests", "Too many requests of this key or person in a minute", ("throttled",)),
    "503": (
        "Unavailable",
        "The database is out of reach; `Retry-After` says when to repeat",
        ("database_unavailable",),
    ),
}


def describe_answers(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Every operation names all its statuses, its own and those of any request, and what is left of the minute."""
    components = result.setdefault("components", {})
    components["headers"] = {
        name: {"description": text, "schema": {"type": "integer"}}
        for name, text in {**BUDGET, RETRY_AFTER: "Seconds to wait before the next request."}.items()
    }
    components["responses"] = {
        name: {"description": _sentence(text, codes), "content": PROBLEM_CONTENT, **_headers_of(status)}
        for status, (name, text, codes) in COMMON.items()
    }
    for path in result.get("paths", {}).values():
        for operation in path.values():
            if isinstance(operation, dict):
                operation["responses"] = dict(sorted(_answers(operation).items()))
    return result


def _answers(operation: dict[str, Any]) -> dict[str, Any]:
    answers: dict[str, Any] = dict(operation.get("responses", {}))
    for status, answer in answers.items():
        if status.startswith("2"):
            answer["headers"] = {**answer.get("headers", {}), **_references(BUDGET)}
        elif not status.startswith("3"):
            answer["content"] = answer.get("content", PROBLEM_CONTENT)
            answer |= _headers_of(status)
    for status in _common_statuses(operation):
        if status in answers:
            _, _, codes = COMMON[status]
            answers[status]["description"] = f"{answers[status]['description']}. As anywhere: {_listed(codes)}"
        else:
            answers[status] = {"$ref": f"#/components/responses/{COMMON[status][0]}"}
    return answers


def _common_statuses(operation: dict[str, Any]) -> Iterator[str]:
    headers = {one["name"] for one in operation.get("parameters", []) if one["in"] == "header"}
    is_public = {} in operation.get("security", [{}])
    if not is_public:
        yield from ("400", "401", "403", "404")
    elif operation.get("parameters") or "requestBody" in operation:
        yield "400"
    if "requestBody" in operation:
        yield from ("413", "415")
    if "If-Match" in headers:
        yield from ("412", "428")
    yield from ("406", TOO_MANY, "503")


def _headers_of(status: str) -> dict[str, Any]:
    return {"headers": _references([*BUDGET, RETRY_AFTER])} if status == TOO_MANY else {}


def _references(names: Any) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _sentence(text: str, codes: tuple[str, ...]) -> str:
    return f"{text}: {_listed(codes)}"


def _listed(codes: tuple[str, ...]) -> str:
    return ", ".join(f"`{code}`" for code in codes)
