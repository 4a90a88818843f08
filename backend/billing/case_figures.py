"""The figures of a published pilot in words, before beside after; only those that were measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from billing.periods import last_day, moscow_day

NOTHING: Final = "мало данных"
GAP: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    before: str
    after: str


def lines_of(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Line]:
    was, became = before["total"], after["total"]
    return [
        Line("Половина ответов — не дольше", time_words(was, "median_seconds"), time_words(became, "median_seconds")),
        Line("Девять ответов из десяти — не дольше", time_words(was, "p90_seconds"), time_words(became, "p90_seconds")),
        Line("Ответов за 24 часа", share_words(was, "within_24h_share"), share_words(became, "within_24h_share")),
        Line("Без ответа", share_words(was, "never_answered_share"), share_words(became, "never_answered_share")),
        Line("Вопросов покупателей", str(was["n"]), str(became["n"])),
    ]


def time_words(figures: Mapping[str, Any], name: str) -> str:
    """«4 ч 3 мин»; under 20 questions no figure is shown."""
    seconds = figures[name]
    if seconds is None or not figures["enough"]:
        return NOTHING
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes}{GAP}мин"
    return f"{hours}{GAP}ч {minutes}{GAP}мин" if minutes else f"{hours}{GAP}ч"


def share_words(figures: Mapping[str, Any], name: str) -> str:
    share = figures[name]
    if share is None:
        return NOTHING
    return f"{share * 100:.1f}".removesuffix(".0").replace(".", ",") + f"{GAP}%"


def days_of(figures: Mapping[str, Any]) -> tuple[date, date]:
    """The first and the last day that were measured, as they are called in Moscow; the end itself is not measured."""
    starts_at, ends_at = (datetime.fromisoformat(figures[name]) for name in ("starts_at", "ends_at"))
    return moscow_day(starts_at), last_day(ends_at)
