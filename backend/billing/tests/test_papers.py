"""The papers as a customer and a bank read them: drawn to a picture, the code read by a library."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.models import Workspace
from billing.invoice_refusals import ActNotReady
from billing.papers.act_paper import act_paper
from billing.papers.invoice_paper import invoice_paper
from billing.tests.money import NOW, SELLER, make_invoice
from billing.tests.read_paper import codes_of, words_of


@pytest.mark.parametrize(
    ("vat", "tax", "purpose"),
    [
        ({"vat_rate": 20, "vat_amount": 98_333}, "В том числе НДС 20 %: 983,33", "в т.ч. НДС 20% 983.33 руб."),
        ({}, "Без НДС (УСН): –", "НДС не облагается"),
    ],
)
def test_an_invoice_says_who_pays_whom_and_how_much(
    workspace: Workspace, vat: dict[str, int], tax: str, purpose: str
) -> None:
    paper = invoice_paper(make_invoice(workspace=workspace, **vat))

    words = words_of(paper)
    for expected in (
        "Счёт на оплату № 2026-0017 от 23 ноября 2026 г.",
        "ООО «Тихая гавань»",
        "ИНН 7799000012",
        "40702810600000000017",
        "ИП Вымышленная Инна Сергеевна, ИНН 770000000082",
        "Пять тысяч девятьсот рублей 00 копеек",
        tax,
    ):
        assert expected in words.replace("\N{NO-BREAK SPACE}", " ")
    (code,) = codes_of(paper)
    assert code.split("|") == [
        "ST00012",
        f"Name={SELLER['name']}",
        "PersonalAcc=40702810600000000017",
        f"BankName={SELLER['bank_name']}",
        "BIC=044599901",
        "CorrespAcc=30101810000000000901",
        "Sum=590000",
        f"Purpose=Оплата по счёту № 2026-0017 от 23.11.2026, {purpose}",
        "PayeeINN=7799000012",
        "KPP=779901001",
    ]


def test_a_void_invoice_says_so_and_cannot_be_paid_by_its_code(workspace: Workspace) -> None:
    paper = invoice_paper(make_invoice(workspace=workspace, state="void", voided_at=NOW, void_reason="Ошибка"))

    words = words_of(paper)
    assert words.count("Счёт аннулирован, оплачивать его не нужно") == 2
    assert "Оплатить не позднее" not in words
    assert codes_of(paper) == []


def test_what_looks_like_markup_is_printed_as_it_was_written(workspace: Workspace) -> None:
    buyer = {"name": "ООО <b>Ромашка & Ко</b>", "inn": "7799000012", "address": "г. Москва"}

    paper = invoice_paper(make_invoice(workspace=workspace, buyer=buyer))

    assert "ООО <b>Ромашка & Ко</b>" in words_of(paper)


def test_an_act_names_the_month_once_it_is_over(workspace: Workspace) -> None:
    until = datetime(2026, 12, 23, 12, 0, tzinfo=UTC)
    invoice = make_invoice(workspace=workspace, state="paid", paid_at=NOW, period_from=NOW, period_until=until)

    words = words_of(act_paper(invoice, now=until))

    assert "Акт № 2026-0017 от 23 декабря 2026 г." in words
    assert "с 23.11.2026 по 23.12.2026" in words
    with pytest.raises(ActNotReady):
        act_paper(invoice, now=until - timedelta(seconds=1))
