"""Storms drawn from seeds. A failing one is run again alone by FAULT_SEED=<seed>, and then kept in seeds.txt.

FAULT_SEEDS draws more of them, FAULT_MINUTES ends them in time: that is how the long drill runs 300.
"""

import os
import time
from pathlib import Path
from random import SystemRandom

import pytest

from chats.tests.faults.storm import ride_out
from chats.tests.moving_clock import MovingClock

KEPT = Path(__file__).with_name("seeds.txt")
STARTED_AT = time.monotonic()


def seeds() -> list[int]:
    if told := os.environ.get("FAULT_SEED"):
        return [int(told)]
    fixed = range(1, 1 + int(os.environ.get("FAULT_SEEDS", "4")))
    return [*fixed, *(int(line) for line in KEPT.read_text().split())]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", seeds())
def test_after_a_storm_nothing_is_lost_doubled_or_told_wrong(seed: int, clock: MovingClock) -> None:
    skip_when_time_is_over()

    complaints = ride_out(seed=seed, clock=clock)

    assert not complaints, report(seed, complaints)


@pytest.mark.django_db(transaction=True)
def test_a_storm_that_nobody_has_seen_before_does_no_harm_either(clock: MovingClock) -> None:
    seed = SystemRandom().randrange(10**9)

    complaints = ride_out(seed=seed, clock=clock)

    assert not complaints, report(seed, complaints)


def skip_when_time_is_over() -> None:
    minutes = os.environ.get("FAULT_MINUTES")
    if minutes and time.monotonic() - STARTED_AT > 60 * float(minutes):
        pytest.skip("the time of the drill is over")


def report(seed: int, complaints: list[str]) -> str:
    shown = "\n".join(complaints[:20])
    return f"{len(complaints)} complaints; run it again with FAULT_SEED={seed}\n{shown}"
