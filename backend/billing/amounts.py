"""Money in kopecks: in figures, in words, and the tax within it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

Forms = tuple[str, str, str]
ONES: Final = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
TEENS: Final = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
TENS: Final = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
HUNDREDS: Final = ["сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"]
FEMININE: Final = {1: "одна", 2: "две"}
SCALES: Final[tuple[tuple[int, Forms], ...]] = (
    (10**9, ("миллиард", "миллиарда", "миллиардов")),
    (10**6, ("миллион", "миллиона", "миллионов")),
    (10**3, ("тысяча", "тысячи", "тысяч")),
)
ROUBLES: Final[Forms] = ("рубль", "рубля", "рублей")
KOPECKS: Final[Forms] = ("копейка", "копейки", "копеек")


def amount_in_words(kopecks: int) -> str:
    """«Пять тысяч девятьсот рублей 00 копеек»."""
    roubles, rest = divmod(kopecks, 100)
    words = " ".join([*_words(roubles), plural(roubles, ROUBLES)])
    return f"{words[0].upper()}{words[1:]} {rest:02} {plural(rest, KOPECKS)}"


def amount_in_figures(kopecks: int) -> str:
    """«5 900,00», with spaces that do not break."""
    roubles, rest = divmod(kopecks, 100)
    return f"{roubles:,}".replace(",", "\N{NO-BREAK SPACE}") + f",{rest:02}"


def vat_within(kopecks: int, rate: int) -> int:
    """The tax that is part of the amount, to the nearest kopeck."""
    return (2 * kopecks * rate + 100 + rate) // (2 * (100 + rate))


def plural(number: int, forms: Forms) -> str:
    if number % 100 in range(11, 15):
        return forms[2]
    return forms[0] if number % 10 == 1 else forms[1] if number % 10 in (2, 3, 4) else forms[2]


def _words(number: int) -> Iterator[str]:
    if number == 0:
        yield ONES[0]
    for scale, forms in SCALES:
        count, number = divmod(number, scale)
        if count:
            yield from _below_thousand(count, is_feminine=scale == 1000)
            yield plural(count, forms)
    yield from _below_thousand(number, is_feminine=False)


def _below_thousand(number: int, *, is_feminine: bool) -> Iterator[str]:
    hundreds, rest = divmod(number, 100)
    if hundreds:
        yield HUNDREDS[hundreds - 1]
    if 10 <= rest < 20:
        yield TEENS[rest - 10]
        return
    tens, ones = divmod(rest, 10)
    if tens:
        yield TENS[tens - 2]
    if ones:
        yield FEMININE.get(ones, ONES[ones]) if is_feminine else ONES[ones]
