"""Files that Excel opens with a double click, and that run nothing."""

import csv

import pytest

from core.spreadsheets import BYTE_ORDER_MARK, csv_lines


def written(*rows: list[str | int | float | None], language: str = "ru") -> str:
    return "".join(csv_lines(rows, language=language))


def test_russian_columns_are_divided_by_semicolons_and_numbers_by_commas() -> None:
    assert written(["Чат", 1, 95.5, None]) == BYTE_ORDER_MARK + "Чат;1;95,5;\r\n"


def test_english_columns_are_divided_by_commas() -> None:
    assert written(["Chat", 1, 95.5, None], language="en") == BYTE_ORDER_MARK + "Chat,1,95.5,\r\n"


@pytest.mark.parametrize("text", ['Чехол; "синий"', "две\r\nстроки", "цена, 5"])
def test_a_text_is_read_back_as_it_was(text: str) -> None:
    lines = written([text, "конец"]).removeprefix(BYTE_ORDER_MARK)

    assert list(csv.reader(lines.splitlines(keepends=True), delimiter=";")) == [[text, "конец"]]


@pytest.mark.parametrize(
    "text", ["=1+1", "+7 900", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =HYPERLINK(0)", "＝1+1"]
)
def test_a_text_that_looks_like_a_formula_stays_a_text(text: str) -> None:
    [row] = csv.reader([written([text]).removeprefix(BYTE_ORDER_MARK)], delimiter=";")

    assert row == [f"'{text}"]


@pytest.mark.parametrize("text", ["Чехол", "Заказ 48866017-0495", "a=b", ""])
def test_other_texts_are_left_alone(text: str) -> None:
    assert written([text, "x"]) == f"{BYTE_ORDER_MARK}{text};x\r\n"
