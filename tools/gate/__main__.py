import os
import sys
import time
from functools import partial

from bootstrap.bundle import bundle_is_current, mark_bundle_current, sources_digest
from gate.checks import run_checks
from gate.compatibility import accept
from gate.contracts import write_contracts
from gate.drill import run_drill
from gate.everything import all_suites
from gate.front_end import front_end_script
from gate.journeys import drive
from gate.lanes import in_lanes
from gate.pictures import take_pictures
from gate.place import Place, throw_away_place
from gate.verdict import Verdict
from stack.console import say
from stack.environment import child_environment, given_environment
from stack.execute import in_foreground
from stack.locks import held
from stack.paths import LOCAL, PYTHON
from stack.problems import StackError, Stopped
from stack.stopping import end_with_make, stop_on_signals
from stack.supervisor import Supervisor

_CI_SECONDS = 900.0
_BUSY = "Checks or tests already run in this checkout; wait for their end."


def main(command: str, *arguments: str) -> int:
    stop = stop_on_signals()
    end_with_make()
    with held(LOCAL / "test.lock", refusal=_BUSY):
        if command == "openapi":
            with Supervisor(stop=stop, log_folder=LOCAL / "log") as supervisor:
                write_contracts(supervisor, child_environment(given_environment(), {}))
            return 0
        if command == "accept-api":
            accept()
            return 0
        verdict = Verdict(began_at=float(os.environ.get("MAKE_BEGAN_AT") or time.monotonic()))
        with throw_away_place(stop) as place:
            if command == "pytest":
                return in_foreground([str(PYTHON), "-m", "pytest", *arguments], place.env, stop)
            if command == "journeys":
                verdict.check("Front end build", lambda: _build(place))
                verdict.suite("Browser journeys", lambda: drive(place, arguments))
                return verdict.close(count_tests=True)
            if command == "screens":
                verdict.check("Front end build", lambda: _build(place))
                verdict.check("Pictures: docs/screens.md", lambda: take_pictures(place))
                return verdict.close(count_tests=False)
            if command == "drill":
                run_drill(place, verdict, build=lambda: _build(place), tests=arguments)
                return verdict.close(count_tests=True)
            run_checks(place, verdict)
            if command == "test":
                _run_suites(place, verdict)
    is_test = command == "test"
    return verdict.close(count_tests=is_test, is_long_after=_CI_SECONDS if is_test and os.environ.get("CI") else None)


def _run_suites(place: Place, verdict: Verdict) -> None:
    prepared = {"Front end build": lambda: _build(place), "Database of the tests": place.template.prepare}
    in_lanes(partial(verdict.check, title, work) for title, work in prepared.items())
    in_lanes(partial(verdict.suite, title, suite) for title, suite in all_suites(place).items())


def _build(place: Place) -> None:
    wanted = sources_digest()
    if not bundle_is_current(wanted):
        place.supervisor.require(front_end_script(place.env, "build"), timeout=600)
        mark_bundle_current(wanted)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Stopped:
        say("Stopped.")
        sys.exit(130)
    except StackError as error:
        say(f"\n{error}")
        sys.exit(1)
