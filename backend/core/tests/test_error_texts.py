import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core import error_texts
from core.errors import DomainError

CODES = error_texts.all_codes()


@pytest.mark.parametrize("code", CODES)
def test_each_code_says_what_happened_in_both_languages(code: str) -> None:
    row = error_texts.table()[code]

    assert set(row) <= {"ru", "en", "remedy_ru", "remedy_en"}
    assert row["ru"].endswith(".")
    assert row["en"].endswith(".")
    assert ("remedy_ru" in row) == ("remedy_en" in row)


@pytest.mark.parametrize("code", CODES)
def test_texts_are_calm_and_in_their_language(code: str) -> None:
    row = error_texts.table()[code]
    russian = " ".join(filter(None, [row["ru"], row.get("remedy_ru")]))
    english = " ".join(filter(None, [row["en"], row.get("remedy_en")]))

    assert "!" not in russian + english
    assert "пожалуйста" not in russian.lower()
    assert re.search("[а-яё]", russian)
    assert not re.search("[а-яё]", english.lower())


@pytest.mark.parametrize("code", CODES)
def test_both_languages_fill_in_the_same_names(code: str) -> None:
    row = error_texts.table()[code]

    assert set(re.findall(r"{(\w+)}", row["ru"])) == set(re.findall(r"{(\w+)}", row["en"]))


def test_each_domain_error_of_the_product_has_a_text() -> None:
    def below(error: type[DomainError]) -> set[type[DomainError]]:
        return {error}.union(*(below(child) for child in error.__subclasses__()))

    missing = {error.code for error in below(DomainError)} - set(CODES)

    assert not missing


def test_a_code_without_a_row_still_says_its_name() -> None:
    assert error_texts.text("brand_new", "ru") == "Неизвестная ошибка (brand_new)."
    assert error_texts.remedy("brand_new", "ru") is None


def test_an_unknown_language_is_answered_in_russian() -> None:
    assert error_texts.text("not_found", "de") == error_texts.text("not_found", "ru")


def test_names_are_filled_and_an_absent_one_does_not_break_the_answer() -> None:
    assert error_texts.text("invalid_limit", "en", highest=100).endswith("from 1 to 100.")
    assert "{highest}" in error_texts.text("invalid_limit", "en")


def test_the_table_is_exported_for_the_page_and_for_the_reader(tmp_path: Path, settings: object) -> None:
    settings.ROOT, settings.FRONTEND_DIR = tmp_path, tmp_path / "frontend"  # type: ignore[attr-defined]

    with pytest.raises(CommandError, match=re.escape("error-texts.json, errors.md")):
        call_command("export_error_texts", "--check")
    call_command("export_error_texts")
    call_command("export_error_texts", "--check")

    exported = json.loads((tmp_path / "frontend/src/api/error-texts.json").read_text(encoding="utf-8"))
    assert exported["not_found"]["ru"] == "Ничего не найдено."
    assert "| `not_found` |" in (tmp_path / "docs/errors.md").read_text(encoding="utf-8")
