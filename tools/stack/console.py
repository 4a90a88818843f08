"""Lines on the terminal, from many threads, each whole."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_COLOURS = {"api": 36, "worker": 35, "worker-replies": 95, "beat": 34, "simulator": 33}
_NAME_WIDTH = max(len(name) for name in _COLOURS)
_lock = threading.Lock()


def say(text: str = "") -> None:
    with _lock:
        try:
            print(text, flush=True)
        except BrokenPipeError:
            # Nobody reads us any more (`make run | head`); keep working, quietly.
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - lives as long as the process


def say_from(name: str, line: str) -> None:
    """Print a line of a child under the child's name."""
    label = name.ljust(_NAME_WIDTH)
    if sys.stdout.isatty():
        label = f"\x1b[{_COLOURS.get(name, 37)}m{label}\x1b[0m"
    say(f"{label} | {line}")


@contextmanager
def step(title: str) -> Iterator[None]:
    """Announce a step, and say how long it took."""
    say(f"  … {title}")
    started = time.monotonic()
    try:
        yield
    except BaseException:
        say(f"  ✗ {title} ({time.monotonic() - started:.1f} s)")
        raise
    say(f"  ✓ {title} ({time.monotonic() - started:.1f} s)")
