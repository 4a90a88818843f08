"""Check digits of companies, banks and accounts, and money in words. All numbers are invented."""

from dataclasses import replace

import pytest

from billing.amounts import amount_in_figures, amount_in_words, vat_within
from billing.requisites import Party, problems
from billing.tests.money import BUYER

COMPANY = Party(
    name="ООО «Тихая гавань»",
    inn="7799000012",
    kpp="779901001",
    address="г. Москва",
    bank_name="АО «Выдуманный банк»",
    bic="044599901",
    account="40702810600000000017",
    correspondent_account="30101810000000000901",
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"inn": "7799000013"}, ("inn", "inn_wrong")),
        ({"inn": "0000000000"}, ("inn", "inn_wrong")),
        ({"inn": "77990000120"}, ("inn", "inn_wrong")),
        ({"inn": "779900001٢"}, ("inn", "inn_wrong")),
        ({"kpp": ""}, ("kpp", "kpp_missing")),
        ({"kpp": "77990100"}, ("kpp", "kpp_wrong")),
        ({"kpp": "7799AB001"}, None),
        ({"bic": "44599901"}, ("bic", "bic_wrong")),
        ({"bic": "144599901"}, ("bic", "bic_wrong")),
        ({"bic": "044599902"}, ("account", "account_wrong")),
        ({"account": "40702810700000000017"}, ("account", "account_wrong")),
        ({"account": "4070281060000000001"}, ("account", "account_wrong")),
        ({"correspondent_account": "30101810100000000901"}, ("correspondent_account", "correspondent_account_wrong")),
        ({"correspondent_account": ""}, ("correspondent_account", "correspondent_account_wrong")),
        ({"bank_name": " "}, ("bank_name", "blank")),
        ({"name": ""}, ("name", "blank")),
        ({"address": "  "}, ("address", "blank")),
    ],
)
def test_a_company_is_checked_to_the_last_digit(change: dict[str, str], expected: tuple[str, str] | None) -> None:
    found = list(problems(replace(COMPANY, **change), needs_bank=True))

    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"inn": "770000000083"}, ("inn", "inn_wrong")),
        ({"inn": "770000000092"}, ("inn", "inn_wrong")),
        ({"kpp": "779901001"}, ("kpp", "kpp_of_sole_trader")),
        ({"bic": "044599901"}, ("bank_name", "blank")),
    ],
)
def test_a_sole_trader_has_twelve_digits_and_no_kpp(change: dict[str, str], expected: tuple[str, str] | None) -> None:
    found = list(problems(replace(BUYER, **change)))

    assert found[:1] == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("kopecks", "words", "figures"),
    [
        (0, "Ноль рублей 00 копеек", "0,00"),
        (1, "Ноль рублей 01 копейка", "0,01"),
        (102, "Один рубль 02 копейки", "1,02"),
        (1_100, "Одиннадцать рублей 00 копеек", "11,00"),
        (2_212, "Двадцать два рубля 12 копеек", "22,12"),
        (100_000, "Одна тысяча рублей 00 копеек", "1 000,00"),
        (200_100, "Две тысячи один рубль 00 копеек", "2 001,00"),
        (590_000, "Пять тысяч девятьсот рублей 00 копеек", "5 900,00"),
        (1_190_021, "Одиннадцать тысяч девятьсот рублей 21 копейка", "11 900,21"),
        (2_154_100, "Двадцать одна тысяча пятьсот сорок один рубль 00 копеек", "21 541,00"),
        (100_000_000, "Один миллион рублей 00 копеек", "1 000 000,00"),
        (200_200_200, "Два миллиона две тысячи два рубля 00 копеек", "2 002 002,00"),
        (
            101_111_100_014,
            "Один миллиард одиннадцать миллионов сто одиннадцать тысяч рублей 14 копеек",
            "1 011 111 000,14",
        ),
    ],
)
def test_an_amount_is_written_as_people_say_it(kopecks: int, words: str, figures: str) -> None:
    assert amount_in_words(kopecks) == words
    assert amount_in_figures(kopecks) == figures.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("kopecks", "rate", "vat"),
    [(590_000, 20, 98_333), (590_000, 22, 106_393), (590_000, 5, 28_095), (3, 20, 1), (0, 20, 0)],
)
def test_the_tax_within_an_amount_is_rounded_to_a_kopeck(kopecks: int, rate: int, vat: int) -> None:
    assert vat_within(kopecks, rate) == vat
