"""The plans on offer, in the words of the public page."""

from collections.abc import Iterator
from typing import Final

from billing.models import Plan

GAP: Final = "\u00a0"


def plans_on_offer() -> list[dict[str, str]]:
    return [
        {
            "name": plan.name,
            "audience": plan.audience,
            "price": roubles(plan.price),
            "accounts": limit_words(plan.chat_account_limit, ("кабинета", "кабинетов"), "Кабинетов сколько угодно"),
            "members": limit_words(plan.member_limit, ("сотрудника", "сотрудников"), "Сотрудников сколько угодно"),
        }
        for plan in Plan.objects.on_offer()
    ]


def roubles(kopecks: int) -> str:
    """«5 900 ₽»; kopecks are named only where there are some."""
    whole, rest = divmod(kopecks, 100)
    sum_ = GAP.join(_threes(str(whole)))
    return f"{sum_},{rest:02d}{GAP}₽" if rest else f"{sum_}{GAP}₽"


def limit_words(limit: int | None, forms: tuple[str, str], without: str) -> str:
    if limit is None:
        return without
    one, many = forms
    is_one = limit % 10 == 1 and limit % 100 != 11
    return f"До {limit}{GAP}{one if is_one else many}"


def _threes(digits: str) -> Iterator[str]:
    head = len(digits) % 3
    if head:
        yield digits[:head]
    for place in range(head, len(digits), 3):
        yield digits[place : place + 3]
