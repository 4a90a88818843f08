"""Tracebacks that say where and what, without the values that were at hand: those may be a buyer's words or a key."""

import re
import sys
from typing import Any, Final, TextIO

from structlog.tracebacks import ExceptionDictTransformer
from structlog.types import EventDict, ExcInfo, WrappedLogger

# PostgreSQL quotes the offending row or value in its second line.
QUOTED_ROW: Final = re.compile(r"\s*(DETAIL|CONTEXT):.*", re.DOTALL)

_transform = ExceptionDictTransformer(show_locals=False, max_frames=40)


def as_dicts(exc_info: ExcInfo) -> list[dict[str, Any]]:
    stacks = _transform(exc_info)
    for stack in _with_groups(stacks):
        stack["exc_value"] = QUOTED_ROW.sub("", str(stack["exc_value"]))
    return stacks


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
        out.write(f"{stack['exc_type']}: {stack['exc_value']}\n")


def _with_groups(stacks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The stacks, and those of the exceptions that came in groups."""
    found: list[dict[str, Any]] = []
    for stack in stacks:
        found.append(stack)
        for inner in stack.get("exceptions") or []:
            found += _with_groups(inner)
    return found
