"""The little language of templates."""

import pytest

from chats.template_texts import (
    DefaultMissing,
    Missing,
    TemplateMalformed,
    VariableUnknown,
    check_template,
    fill,
    unfilled_variables,
    variables_of,
)


def test_a_known_value_goes_before_the_default() -> None:
    filled = fill("Здравствуйте, {имя|покупатель}!", {"имя": "Вымышленная Мария"})

    assert (filled.text, filled.missing) == ("Здравствуйте, Вымышленная Мария!", ())


@pytest.mark.parametrize("values", [{}, {"имя": ""}])
def test_the_default_stands_in_for_what_is_not_known(values: dict[str, str]) -> None:
    assert fill("Здравствуйте, { имя | покупатель }!", values).text == "Здравствуйте, покупатель!"


def test_what_nobody_can_fill_stays_and_says_where_it_stands() -> None:
    filled = fill("{имя|Покупатель}, привезут {дата_доставки}. Трек: {трек}", {})

    assert filled.text == "Покупатель, привезут {дата_доставки}. Трек: {трек}"
    assert [gap.name for gap in filled.missing] == ["дата_доставки", "трек"]
    assert [filled.text[gap.start : gap.end] for gap in filled.missing] == ["{дата_доставки}", "{трек}"]


def test_a_value_is_never_read_as_a_variable() -> None:
    filled = fill("{товар} {трек}", {"товар": "Чехол {трек}", "имя": "x"})

    assert filled.text == "Чехол {трек} {трек}"
    assert filled.missing == (Missing("трек", 13, 19),)


@pytest.mark.parametrize("text", ["{имя|покупатель", "имя}", "{{имя|покупатель}}", "}{"])
def test_a_brace_without_its_partner_is_malformed(text: str) -> None:
    with pytest.raises(TemplateMalformed):
        check_template(text)


@pytest.mark.parametrize("text", ["{}", "{ |слово}", "{Имя|покупатель}", "{order}"])
def test_only_the_variables_that_are_there_can_be_used(text: str) -> None:
    with pytest.raises(VariableUnknown):
        check_template(text)


@pytest.mark.parametrize("text", ["{имя}", "{имя|}", "{имя| }"])
def test_the_name_needs_a_default(text: str) -> None:
    with pytest.raises(DefaultMissing):
        check_template(text)


def test_variables_are_named_once_in_the_order_of_the_text() -> None:
    assert variables_of("{трек} {имя|друг} {трек|нет}") == ["трек", "имя"]


def test_only_our_variables_count_as_unfilled() -> None:
    assert unfilled_variables("Код {ABC} и {дата_доставки}, {имя|покупатель}") == ["дата_доставки", "имя"]
