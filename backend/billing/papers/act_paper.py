"""«Акт» for a month that was paid and is over."""

from __future__ import annotations

from datetime import date, datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from billing.amounts import amount_in_figures, amount_in_words
from billing.invoice_refusals import ActNotReady
from billing.models import Invoice
from billing.papers.fonts import register_fonts
from billing.papers.layout import LINE, STRONG, TITLE, WIDTH, one_line, pairs, paper, rule, table, text
from billing.papers.words import long_date, party_line, vat_figure, vat_label
from billing.periods import last_day, moscow_day


def act_day(invoice: Invoice, now: datetime) -> date:
    """The last day of the month that was paid; before it is over there is no act."""
    if not invoice.has_act(now):
        raise ActNotReady
    assert invoice.period_until is not None
    return last_day(invoice.period_until)


def act_paper(invoice: Invoice, *, now: datetime) -> bytes:
    written_on = act_day(invoice, now)
    register_fonts()
    assert invoice.period_from is not None
    assert invoice.issued_on is not None
    title = f"Акт № {invoice.full_number} от {long_date(written_on)}"
    period = f"с {moscow_day(invoice.period_from):%d.%m.%Y} по {written_on:%d.%m.%Y}"
    amount = amount_in_figures(invoice.amount)
    parts: list[Flowable] = [
        text(title, TITLE),
        rule(),
        pairs(
            ("Исполнитель:", party_line(invoice.seller_party)),
            ("Заказчик:", party_line(invoice.buyer_party)),
            ("Основание:", f"Счёт № {invoice.full_number} от {long_date(invoice.issued_on)}"),
        ),
        Spacer(0, 5 * mm),
        one_line(
            "Наименование услуги",
            f"{invoice.line}, {period}",
            amount,
            [("Итого:", amount), (f"{vat_label(invoice)}:", vat_figure(invoice))],
        ),
        Spacer(0, 4 * mm),
        text(f"Всего оказано услуг 1, на сумму {amount} руб."),
        text(amount_in_words(invoice.amount), STRONG),
        Spacer(0, 4 * mm),
        text("Услуги оказаны полностью и в срок. Заказчик претензий по объёму, качеству и срокам услуг не имеет."),
        Spacer(0, 12 * mm),
        KeepTogether([_signs(invoice)]),
    ]
    return paper(parts, title=title, author=invoice.seller_party.name)


def _signs(invoice: Invoice) -> Flowable:
    signer = f"{invoice.seller.get('signer_title', '')} {invoice.seller.get('signer_name', '')}".strip()
    rows = [
        [text("Исполнитель", STRONG), "", text("Заказчик", STRONG)],
        [Spacer(0, 10 * mm), "", ""],
        [text(signer), "", ""],
    ]
    style = [("LINEABOVE", (0, 2), (0, 2), LINE, "black"), ("LINEABOVE", (2, 2), (2, 2), LINE, "black")]
    return table(rows, (WIDTH * 0.45, WIDTH * 0.1, WIDTH * 0.45), style)
