"""Tracebacks that say where and what, without the values that were at hand: those may be a buyer's words or a key."""

import sys
from typing import Any, Final, TextIO

from structlog.tracebacks import ExceptionDictTransformer, safe_str
from structlog.types import EventDict, ExcInfo, WrappedLogger

from core.error_words import all_behind, described, words_of

_transform: Final = ExceptionDictTransformer(show_locals=False, max_frames=40)


def as_dicts(exc_info: ExcInfo) -> list[dict[str, Any]]:
    stacks = _transform(exc_info)
    words = {(type(error).__name__, safe_str(error)): words_of(error) for error in all_behind(exc_info[1])}
    for stack in _with_groups(stacks):
        stack["exc_value"] = words.get((stack["exc_type"], stack["exc_value"]), "")
        stack["exc_notes"] = []
    return stacks


def name_errors(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """An error that stands in a field, itself or as its text, gives way to what may be told of it."""
    errors = {name: value for name, value in event.items() if isinstance(value, BaseException) and name != "exc_info"}
    raised = _raised(event.get("exc_info"))
    suspects = [*errors.values(), *all_behind(raised)]
    said = event.get("error")
    if suspects and isinstance(said, str) and said in map(safe_str, suspects):
        # What Celery hands on may be a copy of another type.
        event["error"] = described(raised or suspects[0])
    for name, error in errors.items():
        event[name] = described(error)
    return event


def add_traceback(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """For lines that machines read."""
    exc_info = event.pop("exc_info", None)
    if isinstance(exc_info, BaseException):
        exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
    elif exc_info and not isinstance(exc_info, tuple):
        exc_info = sys.exc_info()
    if exc_info and exc_info[0] is not None:
        event["exception"] = as_dicts(exc_info)
    return event


def write_traceback(out: TextIO, exc_info: ExcInfo) -> None:
    """For lines that people read; the first cause comes first."""
    for stack in reversed(as_dicts(exc_info)):
        out.write("\nTraceback (most recent call last):\n")
        for frame in stack["frames"]:
            out.write(f'  File "{frame["filename"]}", line {frame["lineno"]}, in {frame["name"]}\n')
        out.write(": ".join(filter(None, (stack["exc_type"], stack["exc_value"]))) + "\n")


def _raised(exc_info: Any) -> BaseException | None:
    """The error of a line, or the one that is being handled where the line is written."""
    if isinstance(exc_info, BaseException):
        return exc_info
    return exc_info[1] if isinstance(exc_info, tuple) else sys.exception()


def _with_groups(stacks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stacks, and those of the exceptions that came in groups."""
    found: list[dict[str, Any]] = []
    for stack in stacks:
        found.append(stack)
        for inner in stack.get("exceptions") or []:
            found += _with_groups(inner)
    return found
