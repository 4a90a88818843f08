"""What a process knows of the tasks it has in hand, and what follows."""

import contextlib
import os
import threading
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from core import heartbeat, overruns
from core.overruns import ENDS_WITHIN_SECONDS, LAST_WORDS_SECONDS, LOOK_SECONDS, STALLED_SECONDS, Hands


@dataclass(eq=False)
class Request:
    """As much of Celery's request as is looked at."""

    limit: float | None = 120
    task: Any = field(init=False)

    def __post_init__(self) -> None:
        self.task = SimpleNamespace(time_limit=self.limit)


def test_a_task_overruns_when_it_has_been_in_hand_for_longer_than_its_own_limit() -> None:
    hands, long, short = Hands(threads=4), Request(limit=150), Request(limit=10)
    hands.note([long, short], at=1_000)
    hands.note([long, short], at=1_010)
    at_its_limit = hands.overrun(at=1_010)

    assert (at_its_limit, hands.overrun(at=1_011)) == (None, short)


def test_what_has_ended_is_no_longer_in_hand() -> None:
    hands, ended, follower = Hands(threads=4), Request(limit=10), Request(limit=10)
    hands.note([ended], at=1_000)
    hands.note([follower], at=1_009)

    assert hands.overrun(at=1_015) is None


def test_a_task_without_a_limit_never_overruns() -> None:
    hands = Hands(threads=4)
    hands.note([Request(limit=None)], at=0)

    assert hands.overrun(at=1_000_000) is None


@pytest.mark.parametrize(
    ("in_hand", "youngest_seconds", "is_stalled"),
    [(2, STALLED_SECONDS, True), (2, STALLED_SECONDS - 1, False), (1, STALLED_SECONDS, False), (0, 0.0, False)],
)
def test_a_worker_is_stalled_when_all_its_hands_have_been_full_for_long(
    in_hand: int, youngest_seconds: float, is_stalled: bool
) -> None:
    hands = Hands(threads=2)
    requests = [Request() for _ in range(in_hand)]
    hands.note(requests[:1], at=0)
    hands.note(requests, at=500)

    assert hands.are_stalled(at=500 + youngest_seconds) is is_stalled


def test_a_stalled_worker_gives_no_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands(threads=1, seen_at={Request(): float("-inf")})
    monkeypatch.setattr(heartbeat, "_parts", ["worker:sync"])
    monkeypatch.setattr(heartbeat, "_beaten_at", float("-inf"))
    monkeypatch.setattr(overruns, "_hands", [hands])
    heartbeat._beat_worker()
    while_stalled = heartbeat.alive(["worker:sync"])
    hands.note([], at=0)

    heartbeat._beat_worker()

    assert (while_stalled, heartbeat.alive(["worker:sync"])) == ({"worker:sync": False}, {"worker:sync": True})


def test_the_process_ends_also_when_no_thread_can_say_why(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[int] = []

    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    monkeypatch.setattr(os, "_exit", ended.append)

    with contextlib.suppress(RuntimeError):
        overruns._end(Request())

    assert ended == [overruns.EXIT_CODE]


def test_a_task_that_overruns_is_gone_as_soon_as_is_said() -> None:
    """In the worst case it begins just after a look, and a later look comes just before its limit."""
    hands, slow, began_at = Hands(threads=1), Request(limit=10), 0.1
    found_at = 0.0
    while hands.overrun(at=found_at) is None:
        found_at += LOOK_SECONDS
        hands.note([slow], at=found_at)

    assert found_at + LAST_WORDS_SECONDS - began_at - 10 <= ENDS_WITHIN_SECONDS
