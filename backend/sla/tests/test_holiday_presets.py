"""Holidays and moved working days as the government decreed them."""

from datetime import date

import pytest

from sla.holiday_presets import DayKind, PresetDay, holidays_of


def preset(day: str) -> PresetDay | None:
    wanted = date.fromisoformat(day)
    return next((found for found in holidays_of(wanted.year, language="ru").days if found.day == wanted), None)


@pytest.mark.parametrize(
    ("day", "title"), [("2026-01-01", "Новогодние каникулы"), ("2026-05-09", "День Победы"), ("2026-11-04", None)]
)
def test_public_holidays_are_days_off(day: str, title: str | None) -> None:
    found = preset(day)

    assert found is not None
    assert found.kind is DayKind.HOLIDAY
    assert found.title == title or title is None


@pytest.mark.parametrize(
    ("worked", "day_off"),
    [
        ("2024-04-27", "2024-04-29"),
        ("2024-12-28", "2024-12-30"),
        ("2025-11-01", "2025-11-03"),
        ("2027-02-20", "2027-02-22"),
    ],
)
def test_a_moved_working_saturday_stands_for_the_day_off_that_it_made(worked: str, day_off: str) -> None:
    working, free = preset(worked), preset(day_off)

    assert working == PresetDay(date.fromisoformat(worked), DayKind.WORKING, instead_of=date.fromisoformat(day_off))
    assert free is not None
    assert (free.kind, free.instead_of) == (DayKind.MOVED_DAY_OFF, date.fromisoformat(worked))


def test_a_holiday_moved_from_a_weekend_makes_no_working_day() -> None:
    moved = preset("2026-12-31")

    assert moved == PresetDay(
        date(2026, 12, 31), DayKind.MOVED_DAY_OFF, "Выходной (перенесено с 04.01.2026)", date(2026, 1, 4)
    )
    assert all(day.kind is not DayKind.WORKING for day in holidays_of(2026, language="ru").days)


def test_an_ordinary_day_is_no_preset() -> None:
    assert preset("2026-06-10") is None


def test_years_without_decreed_moves_say_so() -> None:
    assert holidays_of(2026, language="ru").moves_are_known
    assert not holidays_of(2090, language="ru").moves_are_known


def test_titles_are_told_in_the_language_of_the_reader() -> None:
    english = {day.day: day.title for day in holidays_of(2026, language="en").days}

    assert english[date(2026, 5, 9)] == "Victory Day"


def test_days_come_in_order_and_each_once() -> None:
    days = [day.day for day in holidays_of(2027, language="ru").days]

    assert days == sorted(set(days))
    assert {day.year for day in days} == {2027}
