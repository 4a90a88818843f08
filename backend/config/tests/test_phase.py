from hypothesis import given
from hypothesis import strategies as st

from config.phase import GRACE_SECONDS, SHORT_PERIOD_SECONDS, phase_of, state_at, turn_of

PERIOD = 60.0
moments = st.floats(min_value=0, max_value=4e9)


def test_a_thousand_accounts_are_spread_evenly_over_the_minute() -> None:
    phases = [phase_of(entry_id=number, period=PERIOD) for number in range(1, 1001)]

    per_second = [sum(second <= phase < second + 1 for phase in phases) for second in range(60)]

    assert sum(per_second) == 1000
    assert max(per_second) <= 34


def test_the_phase_of_an_entry_is_the_same_after_a_restart() -> None:
    assert phase_of(entry_id=7, period=PERIOD) == phase_of(entry_id=7, period=PERIOD)
    assert phase_of(entry_id=7, period=PERIOD) != phase_of(entry_id=8, period=PERIOD)


@given(now=moments, entry_id=st.integers(1, 10**9))
def test_the_next_turn_is_never_further_than_one_period(now: float, entry_id: int) -> None:
    _due, wait = state_at(now, last_run=now, period=PERIOD, phase=phase_of(entry_id=entry_id, period=PERIOD))

    assert -1e-3 <= wait <= PERIOD + 1e-3


@given(start=st.integers(0, 10**9), entry_id=st.integers(1, 10**6))
def test_an_entry_runs_once_per_turn(start: int, entry_id: int) -> None:
    phase = phase_of(entry_id=entry_id, period=PERIOD)
    last_run, runs = float(start), []

    for second in range(600):
        now = float(start + second)
        due, _wait = state_at(now, last_run=last_run, period=PERIOD, phase=phase)
        if due:
            last_run = now
            runs.append(turn_of(now, period=PERIOD, phase=phase))

    assert len(runs) in {9, 10}
    assert runs == sorted(set(runs))


def test_after_a_standstill_short_intervals_wait_for_their_own_moment() -> None:
    due_now = [
        state_at(10_000.0, last_run=9_900.0, period=PERIOD, phase=phase_of(entry_id=number, period=PERIOD))[0]
        for number in range(1, 1001)
    ]

    assert sum(due_now) < 1000 * GRACE_SECONDS / PERIOD * 1.3


def test_a_long_interval_that_was_missed_is_caught_up_at_once() -> None:
    period = 24 * 3600.0

    due, _wait = state_at(period + 3 * SHORT_PERIOD_SECONDS, last_run=period - 10, period=period, phase=0)

    assert due
