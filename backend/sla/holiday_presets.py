"""Public holidays and moved working days of Russia, offered as exceptions of a calendar: a person decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final

import holidays

FIRST_YEAR: Final = 1992
LAST_YEAR: Final = 2100
_LANGUAGES: Final = {"ru": "ru", "en": "en_US"}
_MOVED: Final = re.compile(r"substituted from (\d\d)/(\d\d)/(\d{4})")


class DayKind(StrEnum):
    HOLIDAY = "holiday"
    MOVED_DAY_OFF = "moved_day_off"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class PresetDay:
    """``instead_of``: of a working day the day off it made, whose weekday lends its hours; of a moved day off the day
    it was moved from. The title is the holiday's own; days that are worked have none.
    """

    day: date
    kind: DayKind
    title: str = ""
    instead_of: date | None = None


@dataclass(frozen=True, slots=True)
class HolidayYear:
    """``moves_are_known`` is false for years whose moved days the government has not named yet."""

    days: tuple[PresetDay, ...]
    moves_are_known: bool


def holidays_of(year: int, *, language: str) -> HolidayYear:
    # A day of this year may be worked for a day off of the next.
    english: Any = holidays.country_holidays("RU", years=[year, year + 1], language="en_US")
    moved_from = {day: moved for day, name in english.items() if (moved := _moved_from(name))}
    made_by = {moved: day for day, moved in moved_from.items()}
    titles: Any = holidays.country_holidays("RU", years=[year], language=_LANGUAGES.get(language[:2], "ru"))
    days = [_day_off(day, title, moved_from.get(day)) for day, title in titles.items() if day.year == year]
    days += [
        PresetDay(day=day, kind=DayKind.WORKING, instead_of=made_by.get(day))
        for day in english.weekend_workdays
        if day.year == year
    ]
    is_known = any(day.kind is not DayKind.HOLIDAY for day in days)
    return HolidayYear(days=tuple(sorted(days, key=lambda preset: preset.day)), moves_are_known=is_known)


def _day_off(day: date, title: str, moved: date | None) -> PresetDay:
    kind = DayKind.HOLIDAY if moved is None else DayKind.MOVED_DAY_OFF
    return PresetDay(day=day, kind=kind, title=title, instead_of=moved)


def _moved_from(name: str) -> date | None:
    found = _MOVED.search(name)
    return None if found is None else date(int(found[3]), int(found[1]), int(found[2]))
