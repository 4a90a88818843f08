"""The crowd of `make load`, shortened, on servers of its own; nothing is written down, goals of time do not count."""

from os import environ

from gate.place import LOG_FOLDER, Place
from gate.reports import Count
from stack.children import Command
from stack.paths import PYTHON, ROOT

_SECONDS = 1200
_CHOICES = {"LOAD_MINUTES": "2", "BENCH_SCALE": "short", "BENCH_ACCOUNTS": "1000"}


def run_load(place: Place) -> Count:
    argv = [str(PYTHON), "-m", "bench", "load"]
    chosen = {name: environ.get(name) or usual for name, usual in _CHOICES.items()}
    env = {**place.env, **chosen, "PYTHONPATH": str(ROOT / "tools")}
    child = place.supervisor.run(Command("load", argv, env, cwd=ROOT / "tools", echo=False, grace=30), timeout=_SECONDS)
    if child.exit_code == 0:
        return Count(passed=1)
    log = (LOG_FOLDER / "load.log").relative_to(ROOT)
    return Count(failed=1, details=f"{child.last_words()}\n    The whole story: {log}")
