"""What every stage came to, and the one line that sums it up."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from gate.reports import Count
from stack.console import say
from stack.problems import StackError


@dataclass
class Verdict:
    """`began_at` is the monotonic moment from which the whole is timed."""

    total: Count = field(default_factory=Count)
    failed_stages: list[str] = field(default_factory=list)
    began_at: float = field(default_factory=time.monotonic)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def check(self, title: str, work: Callable[[], None]) -> bool:
        """Do one check; a failure is remembered and the next one goes on."""
        started = time.monotonic()
        try:
            work()
        except StackError as error:
            self._report(title, started, complaint=str(error))
            return False
        self._report(title, started)
        return True

    def suite(self, title: str, work: Callable[[], Count]) -> bool:
        """Run one suite of tests; one that could not even begin counts as a failed test."""
        started = time.monotonic()
        try:
            count = work()
        except StackError as error:
            count = Count(failed=1, details=str(error))
        with self._lock:
            self.total += count
        self._report(f"{title}: {count}", started, complaint=count.details if count.failed else "")
        return count.failed == 0

    def close(self, *, count_tests: bool, is_long_after: float | None = None) -> int:
        """The code to end with. How long it took, in seconds, fails nothing: a busy machine is no fault."""
        seconds = time.monotonic() - self.began_at
        say(f"took {seconds:.0f} s")
        if is_long_after is not None and seconds > is_long_after:
            say(f"warning: more than {is_long_after:.0f} s")
        if self.failed_stages:
            say(f"not in order: {', '.join(self.failed_stages)}")
        if count_tests:
            say(f"total: {self.total.passed} passed, {self.total.failed} failed")
        return 1 if self.failed_stages else 0

    def _report(self, title: str, started: float, complaint: str = "") -> None:
        say(f"  {'✗' if complaint else '✓'} {title} ({time.monotonic() - started:.1f} s)")
        if complaint:
            say(f"{complaint}\n")
            self.failed_stages.append(title.partition(":")[0])
