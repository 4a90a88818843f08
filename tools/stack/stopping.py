"""The wish to end, as an event: signals set it, and nothing else happens in a handler."""

import ctypes
import os
import signal
import threading
from types import FrameType

_PR_SET_PDEATHSIG = 1


def stop_on_signals() -> threading.Event:
    """An event set by Ctrl-C, SIGTERM or SIGHUP.

    `make` and the terminal may both deliver one, so a second signal means nothing more than the first.
    """
    stop = threading.Event()

    def ask(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask)
    return stop


def end_with_make() -> None:
    """When started by `make`, end also if `make` is killed without a chance to say so."""
    if "MAKELEVEL" not in os.environ:
        return
    parent = os.getppid()
    try:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    except (OSError, AttributeError):  # not Linux
        return
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)
