"""What the doctor looks at, in order; an app adds what it knows about."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

log = logging.getLogger(__name__)


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One line: what was found, and what to do about it unless it is fine."""

    level: Level
    text: str
    remedy: str = ""


Examine = Callable[[], Iterator[Finding]]


@dataclass(frozen=True)
class Examination:
    """``needs`` names another one without whose success this one could only repeat the same trouble."""

    name: str
    examine: Examine
    needs: str = ""


@dataclass(frozen=True)
class Result:
    examination: str
    finding: Finding


_examinations: dict[str, Examination] = {}


def register_examination(name: str, examine: Examine, *, needs: str = "") -> None:
    _examinations[name] = Examination(name, examine, needs)


def examine_all() -> Iterator[Result]:
    failed: set[str] = set()
    for examination in list(_examinations.values()):
        for finding in _findings(examination, failed):
            if finding.level is Level.ERROR:
                failed.add(examination.name)
            yield Result(examination.name, finding)


def fine(text: str) -> Finding:
    return Finding(Level.OK, text)


def warning(text: str, remedy: str) -> Finding:
    return Finding(Level.WARNING, text, remedy)


def error(text: str, remedy: str) -> Finding:
    return Finding(Level.ERROR, text, remedy)


def _findings(examination: Examination, failed: set[str]) -> Iterator[Finding]:
    if examination.needs in failed:
        yield error(f"not looked at without {examination.needs}", f"mend {examination.needs} first")
        return
    try:
        yield from examination.examine()
    except Exception as failure:
        log.exception("doctor.examination_failed", extra={"examination": examination.name})
        yield error(f"the examination itself failed: {type(failure).__name__}", "its traceback stands in the log")
