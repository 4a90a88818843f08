"""What is found in a text, and what is left alone."""

import time

import pytest

from chats.text_check import RuleGroup, TextLists, TextRule, check_text, default_lists, is_phrase, is_site

LISTS = default_lists()


@pytest.mark.parametrize(
    ("text", "rule", "found"),
    [
        ("Позвоните: +7 (900) 000-12-34, ответим.", "phone", "+7 (900) 000-12-34"),
        ("89000001234", "phone", "89000001234"),
        ("Наш номер 8 900 000 12 34.", "phone", "8 900 000 12 34"),
        ("+375 29 000-12-34", "phone", "+375 29 000-12-34"),
        ("Пишите на lavka.u.reki@example.com!", "email", "lavka.u.reki@example.com"),
        ("Смотрите https://shop.example/catalog?id=1 там", "link", "https://shop.example/catalog?id=1"),
        ("наш сайт lavka-u-reki.ru/sale", "link", "lavka-u-reki.ru/sale"),
        ("лавка.рф", "link", "лавка.рф"),
        ("https://ozon.ru@lavka.example/x", "link", "https://ozon.ru@lavka.example/x"),
        ("ozon.ru.lavka.com", "link", "ozon.ru.lavka.com"),
        ("Напишите в Вотсапп", "messenger", "Вотсапп"),
        ("WhatsApp есть?", "messenger", "WhatsApp"),
        ("ищите @lavka_u_reki", "messenger", "@lavka_u_reki"),
        ("Карта 4242 4242 4242 4242", "payment", "4242 4242 4242 4242"),
        ("счёт 40817810099910004312", "payment", "40817810099910004312"),
        ("Сделаем перевод   на карту сегодня", "payment", "перевод   на карту"),
        ("Гарантируем, что дойдёт", "promise", "Гарантируем"),
        ("Посылка точно придёт завтра", "promise", "точно придёт"),
        ("Вы сами виноваты", "blame", "сами виноваты"),
        ("Заказ едет по FBO", "jargon", "FBO"),
    ],
)
def test_each_rule_finds_its_own(text: str, rule: str, found: str) -> None:
    [finding] = check_text(text, LISTS)

    assert finding.rule == rule
    assert text[finding.start : finding.end] == found


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте! Да, подойдёт.",
        "Заказ 88866017-0495-1 выехал 12.11.2026 в 10:00.",
        "Артикул 1834410296, 8 штук по 1 200 руб.",
        "Трек 80101234567890 отслеживается на сайте.",
        "Размер 10-12, цена 8 990.00 руб., т.е. дешевле",
        "Возврат оформите здесь: https://www.ozon.ru/my/returns?x=1.",
        "Деньги вернутся на карту в течение трёх дней.",
        "Склад обещал ответить к обеду.",
        "Сказочная картина, ткань и кейсы",
        "штрихкод 4006381333931",
        "",
    ],
)
def test_usual_words_and_numbers_are_left_alone(text: str) -> None:
    assert [text[one.start : one.end] for one in check_text(text, LISTS) if one.rule is not TextRule.JARGON] == []


def test_a_number_that_the_chat_knows_is_no_telephone_number() -> None:
    text = "Ваш заказ 8-900-000-12-34 собран, звоните 8-900-000-12-35"

    found = check_text(text, LISTS, known=("8-900-000-12-34", ""))

    assert [text[one.start : one.end] for one in found] == ["8-900-000-12-35"]


def test_findings_come_in_the_order_of_the_text_and_each_place_once() -> None:
    found = check_text("Обещаем: пишите на a@lavka.ru или 89000001234", LISTS)

    assert [(one.rule, one.group) for one in found] == [
        (TextRule.PROMISE, RuleGroup.WORDING),
        (TextRule.EMAIL, RuleGroup.CONTACTS),
        (TextRule.PHONE, RuleGroup.CONTACTS),
    ]


def test_lists_decide_what_is_found() -> None:
    lists = TextLists(sites=("lavka.ru",), messengers=("голуб*",), payment=(), promises=(), blame=(), jargon=())
    text = "lavka.ru, shop.lavka.ru, ozon.ru, обещаем голубей, голубятня, неголубь"

    found = [text[one.start : one.end] for one in check_text(text, lists)]

    assert found == ["ozon.ru", "голубей", "голубятня"]


@pytest.mark.parametrize("phrase", ["", " ", "*", "голуб**", "го*луб", "слово *", "..."])
def test_some_phrases_cannot_be_searched_for(phrase: str) -> None:
    assert not is_phrase(phrase)


@pytest.mark.parametrize(
    ("site", "is_one"), [("лавка.рф", True), ("shop.lavka.ru", True), ("ru", False), ("*.ru", False)]
)
def test_a_site_is_written_as_its_address(site: str, is_one: bool) -> None:
    assert is_site(site) is is_one


def test_all_that_we_begin_with_can_be_searched_for() -> None:
    words = [*LISTS.messengers, *LISTS.payment, *LISTS.promises, *LISTS.blame, *LISTS.jargon]

    assert all(map(is_phrase, words))
    assert all(map(is_site, LISTS.sites))


@pytest.mark.parametrize("text", ["a." * 2_000, "8 " * 2_000, "+7" * 2_000, "a@" * 2_000, "1 " * 2_000, "-" * 4_000])
def test_a_hostile_text_takes_no_time(text: str) -> None:
    began = time.perf_counter()

    check_text(text, LISTS)

    assert time.perf_counter() - began < 1
