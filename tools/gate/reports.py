"""Counts of tests, read from the JUnit files that all three runners write."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_SHOWN = 40
_MESSAGE_LENGTH = 200


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
    complaints = [_complaint(case) for case in cases if _fault(case) is not None]
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    failed, passed = len(complaints), len(cases) - len(complaints) - skipped
    if failed:
        faults = tuple(_name(case) for case in cases if _fault(case) is not None)
        return Count(passed, failed, skipped, "\n".join(complaints[:_SHOWN]), faults)
    if passed == 0:
        return Count(failed=1, skipped=skipped, details=f"{last_words}\n    Not a single test was run.")
    if exit_code != 0:
        return Count(passed, 1, skipped, f"{last_words}\n    The runner ended with code {exit_code}.")
    return Count(passed, 0, skipped)


def _fault(case: Element) -> Element | None:
    failure = case.find("failure")
    return failure if failure is not None else case.find("error")


def _complaint(case: Element) -> str:
    fault = _fault(case)
    message = (fault.get("message") or fault.text or "") if fault is not None else ""
    first_line = message.strip().partition("\n")[0]
    return f"    {_name(case)}: {first_line[:_MESSAGE_LENGTH]}"


def _name(case: Element) -> str:
    return f"{case.get('classname', '')} › {case.get('name', '')}"
