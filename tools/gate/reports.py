"""Counts of tests, read from the JUnit files that all three runners write."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self
from xml.etree import ElementTree


@dataclass(frozen=True)
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    # What the runner said, for a person to read when something failed.
    details: str = ""

    def __add__(self, other: Self) -> "Count":
        return Count(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


def read_report(path: Path, *, exit_code: int | None, details: str) -> Count:
    """The runner's count; a runner that failed without naming a test, or found none, counts as one failure."""
    try:
        cases = list(ElementTree.parse(path).getroot().iter("testcase"))
    except (OSError, ElementTree.ParseError):
        return Count(failed=1, details=f"{details}\n    The runner left no report.")
    failed = sum(1 for case in cases if case.find("failure") is not None or case.find("error") is not None)
    skipped = sum(1 for case in cases if case.find("skipped") is not None)
    passed = len(cases) - failed - skipped
    if failed == 0 and passed == 0:
        return Count(failed=1, skipped=skipped, details=f"{details}\n    Not a single test was run.")
    if failed == 0 and exit_code != 0:
        return Count(passed, 1, skipped, f"{details}\n    The runner ended with code {exit_code}.")
    return Count(passed, failed, skipped, details)
