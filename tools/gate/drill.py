"""What takes longer than `make test` has: storms, killed processes, a crowd, and all suites many times."""

from collections.abc import Callable
from os import environ

from gate.everything import all_suites
from gate.load import run_load
from gate.place import Place
from gate.reports import Count
from gate.rounds import rounds_from
from gate.suites import (
    run_full_processors,
    run_fuzzing,
    run_process_drill,
    run_rolling_restart,
    run_some_backend_tests,
    run_storms,
)
from gate.verdict import Verdict
from stack.problems import StackError

# Together well under half an hour.
_STORMS = 300
_STORM_MINUTES = 7
_PROCESS_SECONDS = 480
_ODD_REQUESTS = 40

_PARTS: dict[str, tuple[str, Callable[[Place], Count]]] = {
    "storms": ("Storms", lambda place: run_storms(place, seeds=_STORMS, minutes=_STORM_MINUTES)),
    "requests": ("Odd requests", lambda place: run_fuzzing(place, examples=_ODD_REQUESTS)),
    "processes": ("Killed processes", lambda place: run_process_drill(place, seconds=_PROCESS_SECONDS)),
    "restart": ("Rolling restart", run_rolling_restart),
    "processors": ("Full processors", run_full_processors),
    "load": ("A crowd", run_load),
}
_ROUNDS = "rounds"


def run_drill(place: Place, verdict: Verdict, *, build: Callable[[], None], tests: tuple[str, ...]) -> None:
    """`DRILL_ONLY` names some of the parts; `tests` are those of the rounds, all of both ends unless told."""
    wanted = set(filter(None, (environ.get("DRILL_ONLY") or "").split(","))) or {*_PARTS, _ROUNDS}
    if unknown := wanted - {*_PARTS, _ROUNDS}:
        raise StackError(f"DRILL_ONLY names {', '.join(sorted(unknown))}; there are {', '.join([*_PARTS, _ROUNDS])}.")
    for name, (title, run) in _PARTS.items():
        if name in wanted:
            verdict.suite(title, lambda run=run: run(place))  # type: ignore[misc]
    rounds = rounds_from(environ)
    if _ROUNDS not in wanted or rounds.number == 0:
        return
    if tests:
        rounds.run(lambda: {"Some tests": lambda: run_some_backend_tests(place, tests)}, verdict)
    elif verdict.check("Front end build", build):
        rounds.run(lambda: all_suites(place), verdict)
