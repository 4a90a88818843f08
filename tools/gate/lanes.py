"""Work side by side, as much at once as the smallest machine of ours has cores."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

LANES: Final = 2


def in_lanes(works: Iterable[Callable[[], object]]) -> None:
    """Whoever is free takes the next; when one breaks off, no other begins."""
    waiting = deque(works)
    with ThreadPoolExecutor(max_workers=LANES) as pool:
        for lane in [pool.submit(_drive, waiting) for _ in range(LANES)]:
            lane.result()


def _drive(waiting: deque[Callable[[], object]]) -> None:
    try:
        while True:
            try:
                work = waiting.popleft()
            except IndexError:
                return
            work()
    except BaseException:
        waiting.clear()
        raise
