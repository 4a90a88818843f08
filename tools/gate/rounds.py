"""All suites again and again, each time in another order: a test that fails in some rounds only is a bug of its own."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from gate.lanes import in_lanes
from gate.place import LOG_FOLDER
from gate.reports import Count
from gate.verdict import Verdict
from stack.console import say

Suites = Mapping[str, Callable[[], Count]]
_USUAL = 10


@dataclass
class Rounds:
    """Which tests failed in which rounds."""

    number: int
    failed: dict[str, list[int]] = field(default_factory=dict)

    def run(self, begin: Callable[[], Suites], verdict: Verdict) -> None:
        for this in range(1, self.number + 1):
            in_lanes(partial(self._run_one, this, title, suite, verdict) for title, suite in begin().items())
        for line in self.report():
            say(line)

    def report(self) -> list[str]:
        if not self.failed:
            return [f"  {self.number} rounds, no test failed"]
        ordered = sorted(self.failed.items(), key=lambda item: (-len(item[1]), item[0]))
        return [f"  failed in {', '.join(map(str, rounds))} of {self.number}: {test}" for test, rounds in ordered]

    def _run_one(self, this: int, title: str, suite: Callable[[], Count], verdict: Verdict) -> None:
        seen: list[Count] = []

        def noted() -> Count:
            seen.append(suite())
            return seen[0]

        earlier = _logs_as_they_are()
        if verdict.suite(f"Round {this} of {self.number}, {title.lower()}", noted):
            return
        for test in seen[0].faults if seen else ():
            self.failed.setdefault(test, []).append(this)
        if not (seen and seen[0].faults):
            self.failed.setdefault(f"{title}, as a whole", []).append(this)
        _keep_logs(this, earlier)


def rounds_from(env: Mapping[str, str]) -> Rounds:
    """`REPEAT` says how many; 0 leaves them out."""
    text = env.get("REPEAT") or str(_USUAL)
    return Rounds(int(text) if text.isdecimal() else _USUAL)


def _logs_as_they_are() -> dict[Path, tuple[int, int]]:
    """When each was written to, which a file system knows to some milliseconds only, and how long it is."""
    logs = [log for log in LOG_FOLDER.glob("*.log") if ".round-" not in log.name]
    return {log: (log.stat().st_mtime_ns, log.stat().st_size) for log in logs}


def _keep_logs(this: int, earlier: Mapping[Path, tuple[int, int]]) -> None:
    """What was written to since; the next round writes over it."""
    for log, now in _logs_as_they_are().items():
        if now != earlier.get(log):
            shutil.copy(log, log.with_suffix(f".round-{this}.log"))
