import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bootstrap.browser import browser_environment
from bootstrap.bundle import bundle_is_current, mark_bundle_current, sources_digest
from gate.checks import run_checks
from gate.compatibility import accept
from gate.contracts import write_contracts
from gate.front_end import front_end_script
from gate.journeys import running_product
from gate.place import Place, throw_away_place
from gate.reports import Count
from gate.suites import (
    run_front_end_tests,
    run_fuzzing,
    run_journeys,
    run_other_backend_tests,
    run_process_drill,
    run_rolling_restart,
    run_storms,
    run_tests_of_chats,
)
from gate.verdict import Verdict
from stack.console import say
from stack.environment import child_environment, given_environment
from stack.execute import in_foreground
from stack.locks import held
from stack.paths import LOCAL, PYTHON
from stack.problems import StackError, Stopped
from stack.stopping import end_with_make, stop_on_signals
from stack.supervisor import Supervisor

# Together well under twenty minutes.
_STORMS = 300
_STORM_MINUTES = 7
_PROCESS_SECONDS = 480
_ODD_REQUESTS = 40
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
        verdict = Verdict()
        with throw_away_place(stop) as place:
            if command == "pytest":
                return in_foreground([str(PYTHON), "-m", "pytest", *arguments], place.env, stop)
            if command == "journeys":
                verdict.check("Front end build", lambda: _build(place))
                verdict.suite("Browser journeys", lambda: _drive(place, arguments))
                return verdict.close(count_tests=True)
            if command == "drill":
                _run_drill(place, verdict)
                return verdict.close(count_tests=True)
            run_checks(place, verdict)
            if command == "test":
                _run_suites(place, verdict)
    return verdict.close(count_tests=command == "test")


def _run_suites(place: Place, verdict: Verdict) -> None:
    """The tests of chats take as long as all the others together, so they go on beside them."""
    started = time.monotonic()
    with ThreadPoolExecutor(max_workers=1) as beside:
        of_chats = beside.submit(run_tests_of_chats, place)
        verdict.suite("Front end tests", lambda: run_front_end_tests(place))
        verdict.check("Front end build", lambda: _build(place))
        verdict.suite("Browser journeys", lambda: _drive(place))
        verdict.suite("Other backend tests", lambda: run_other_backend_tests(place))
        verdict.suite("Backend tests of chats", of_chats.result, started=started)


def _run_drill(place: Place, verdict: Verdict) -> None:
    verdict.suite("Storms", lambda: run_storms(place, seeds=_STORMS, minutes=_STORM_MINUTES))
    verdict.suite("Odd requests", lambda: run_fuzzing(place, examples=_ODD_REQUESTS))
    verdict.suite("Killed processes", lambda: run_process_drill(place, seconds=_PROCESS_SECONDS))
    verdict.suite("Rolling restart", lambda: run_rolling_restart(place))


def _build(place: Place) -> None:
    wanted = sources_digest()
    if not bundle_is_current(wanted):
        place.supervisor.require(front_end_script(place.env, "build"), timeout=600)
        mark_bundle_current(wanted)


def _drive(place: Place, arguments: Sequence[str] = ()) -> Count:
    with running_product(place) as found:
        return run_journeys(place, {**place.env, **found, **browser_environment(place.env)}, arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(*sys.argv[1:]))
    except Stopped:
        say("Stopped.")
        sys.exit(130)
    except StackError as error:
        say(f"\n{error}")
        sys.exit(1)
