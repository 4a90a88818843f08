"""Counts of tests, read from the JUnit files that all three runners write."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SHOWN = 40
_MESSAGE_LENGTH = 200
# Of the first few that failed the story is told too: where only the output is left, it is all there is.
_TOLD = 3
_LINES_AT_EACH_END = 12
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    # What the runner said, for a person to read when something failed.
    details: str = ""
    # The tests that failed, by name.
    faults: tuple[str, ...] = ()

    def __add__(self, other: Self) -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def read_report(path: Path, *, exit_code: int | None, last_words: str) -> Count:
    """The runner's count; a runner that failed without naming a test, or found none, counts as one failure."""
    try:
        cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return Count(failed=1, details=f"{last_words}\n    The runner left no report.")
    faulty = [case for case in cases if _fault(case) is not None]
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    failed, passed = len(faulty), len(cases) - len(faulty) - skipped
    if failed:
        details = "\n".join(
            line for case in faulty[:_SHOWN] for line in _complaint(case, is_told=case in faulty[:_TOLD])
        )
        return Count(passed, failed, skipped, details, tuple(map(_name, faulty)))
    if passed == 0:
        return Count(failed=1, skipped=skipped, details=f"{last_words}\n    Not a single test was run.")
    if exit_code != 0:
        return Count(passed, 1, skipped, f"{last_words}\n    The runner ended with code {exit_code}.")
    return Count(passed, 0, skipped)


def _fault(case: Element) -> Element | None:
    failure = case.find("failure")
    return failure if failure is not None else case.find("error")


def _complaint(case: Element, *, is_told: bool) -> list[str]:
    """Its reason in a line, and as the runner tells it; of a long story the beginning and the end."""
    fault = _fault(case)
    assert fault is not None
    text = _COLOURS.sub("", fault.text or "")
    first_line = (fault.get("message") or text).strip().partition("\n")[0]
    story = [line.rstrip() for line in text.splitlines() if line.strip()]
    if len(story) > 2 * _LINES_AT_EACH_END:
        story = [*story[:_LINES_AT_EACH_END], "…", *story[-_LINES_AT_EACH_END:]]
    return [
        f"    {_name(case)}: {first_line[:_MESSAGE_LENGTH]}",
        *(f"    | {line[:_MESSAGE_LENGTH]}" for line in story if is_told),
    ]


def _name(case: Element) -> str:
    return f"{case.get('classname', '')} › {case.get('name', '')}"
