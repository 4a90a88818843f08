from __future__ import annotations

from collections.abc import Callable

Event = tuple[int, Callable[[], object]]
"""Something that happened at a moment, to be done again in the order of time so that ids grow as they would have."""


def replay(events: list[Event]) -> None:
    for _, happen in sorted(events, key=lambda event: event[0]):
        happen()
