"""The test runners."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gate.front_end import front_end_script
from gate.lanes import LANES
from gate.place import LOG_FOLDER, Place
from gate.reports import Count, read_report
from stack.children import Command
from stack.paths import BACKEND, PYTHON, ROOT

CHATS = BACKEND / "chats"
FAULTS = CHATS / "tests" / "faults"
_SUITE_SECONDS = 1800


def run_tests_of_chats(place: Place) -> Count:
    """The longest part of the backend's tests, with a database and a Redis of its own; without the storms."""
    return _run(place, _pytest(place, "pytest-chats", [str(CHATS), f"--ignore={FAULTS}"], place.second_env))


def run_fault_tests(place: Place) -> Count:
    """Storms and killed processes: they wait more than they work, and have a database and a Redis of their own too."""
    return _run(place, _pytest(place, "pytest-faults", [str(FAULTS)], place.third_env))


def run_other_backend_tests(place: Place) -> Count:
    others = [str(app) for app in sorted(BACKEND.iterdir()) if (app / "__init__.py").exists() and app != CHATS]
    return _run(place, _pytest(place, "pytest", [*others, str(ROOT / "tools")], place.env))


def run_some_backend_tests(place: Place, arguments: Sequence[str]) -> Count:
    return _run(place, _pytest(place, "pytest-some", list(arguments), place.env))


def run_front_end_tests(place: Place) -> Count:
    """The last of all, when the other lane is nearly empty; left to itself the runner keeps a processor free."""
    report = place.home / "frontend-test.xml"
    reporters = ["--reporter=default", "--reporter=junit", f"--outputFile.junit={report}"]
    return _run(place, front_end_script(place.env, "test", f"--maxWorkers={LANES}", *reporters))


def run_journeys(place: Place, env: Mapping[str, str], arguments: Sequence[str] = ()) -> Count:
    report = place.home / "frontend-e2e.xml"
    env = {**env, "PLAYWRIGHT_JUNIT_OUTPUT_FILE": str(report)}
    return _run(place, front_end_script(env, "e2e", "--reporter=list,junit", *arguments))


def run_storms(place: Place, *, seeds: int, minutes: int) -> Count:
    """Many storms in one process under a clock of their own; FAULT_SEED of the caller would choose one of them."""
    env = {name: value for name, value in place.env.items() if name != "FAULT_SEED"}
    env |= {"FAULT_SEEDS": str(seeds), "FAULT_MINUTES": str(minutes)}
    return _run(place, _pytest(place, "storms", [str(FAULTS / "test_storm.py")], env))


def run_process_drill(place: Place, *, seconds: int) -> Count:
    """Real processes, killed for a long time."""
    env = {**place.env, "DRILL_SECONDS": str(seconds)}
    return _run(place, _pytest(place, "processes", [str(FAULTS / "test_processes.py")], env))


def run_rolling_restart(place: Place) -> Count:
    """Every process of the product is replaced while people work."""
    return _run(place, _pytest(place, "rolling-restart", [str(FAULTS / "drill_rolling_restart.py")], place.env))


def run_full_processors(place: Place) -> Count:
    """Other programs take every processor while people work."""
    return _run(place, _pytest(place, "full-processors", [str(FAULTS / "drill_full_processors.py")], place.env))


def run_fuzzing(place: Place, *, examples: int) -> Count:
    """Odd requests to every operation as each kind of caller, many more than a run of all tests has time for."""
    env = {**place.env, "FUZZ_EXAMPLES": str(examples)}
    return _run(place, _pytest(place, "fuzzing", [str(BACKEND / "config" / "tests" / "test_fuzzing.py")], env))


def _pytest(place: Place, name: str, arguments: list[str], env: Mapping[str, str]) -> Command:
    place.template.copy_for_tests(env["DATABASE_URL"])
    argv = [str(PYTHON), "-m", "pytest", "--quiet", "--reuse-db", f"--junitxml={place.home / name}.xml", *arguments]
    return Command(name, argv, env, echo=False, grace=20)


def _run(place: Place, command: Command) -> Count:
    report = place.home / f"{command.name}.xml"
    report.unlink(missing_ok=True)
    child = place.supervisor.run(command, timeout=_SUITE_SECONDS)
    count = read_report(report, exit_code=child.exit_code, last_words=child.last_words())
    if count.failed:
        log = (LOG_FOLDER / f"{command.name}.log").relative_to(ROOT)
        return replace(count, details=f"{count.details}\n    The whole story: {log}")
    return count
