import pytest

from billing.success import Progress

HOUR = 3600
GOOD = {
    "cabinets": 3,
    "days_used": 14,
    "days_passed": 14,
    "median_before": 20 * HOUR,
    "median_now": 14 * HOUR,
    "enough": True,
}


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ({}, (True, True, True)),
        ({"cabinets": 2}, (False, True, True)),
        ({"cabinets": 5}, (True, True, True)),
        ({"cabinets": 6}, (False, True, True)),
        ({"days_used": 13}, (True, False, True)),
        ({"days_used": 0, "days_passed": 0}, (True, None, True)),
        ({"median_now": 14 * HOUR + 1}, (True, True, False)),
        ({"median_now": 25 * HOUR}, (True, True, False)),
        ({"enough": False}, (True, True, None)),
        ({"median_before": None}, (True, True, None)),
        ({"median_before": 0}, (True, True, None)),
        ({"median_now": None}, (True, True, None)),
    ],
)
def test_a_pilot_is_judged_by_what_was_agreed(change: dict[str, int], verdict: tuple[bool | None, ...]) -> None:
    progress = Progress(**{**GOOD, **change})  # type: ignore[arg-type]

    assert (progress.connects_enough, progress.is_used_daily, progress.answers_faster) == verdict
