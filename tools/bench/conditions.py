"""On what, when and beside what else was measured."""

from __future__ import annotations

import os
import platform
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from stack.console import say

_CALM: Final = 0.5
_LOOK_SECONDS: Final = 15.0


def describe(*, scale: str, load_before: float) -> str:
    day = datetime.now(tz=UTC).strftime("%Y-%m-%d %H:%M UTC")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    programs = ", ".join(f"{name} {version(name)}" for name in ("django", "celery", "gunicorn", "psycopg"))
    cores = len(os.sched_getaffinity(0))
    return (
        f"Measured {day}, scale `{scale}`, on {cores} cores ({_processor()}), {memory:.0f} GB, "
        f"{platform.system()} {platform.release().partition('-')[0]}, Python {platform.python_version()}, {programs}; "
        f"PostgreSQL and Valkey on the same cores; load average before: {load_before:.2f}."
    )


def load_average() -> float:
    return os.getloadavg()[0]


def wait_for_calm(most_seconds: float) -> float:
    """Wait, within bounds, until nobody else uses the machine; the load average then."""
    until = time.monotonic() + most_seconds
    while (load := load_average()) > _CALM and time.monotonic() < until:
        say(f"  waiting for a quiet machine: load {load:.2f}")
        time.sleep(_LOOK_SECONDS)
    return load


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return " ".join(line.partition(":")[2].split())
    return platform.machine()
