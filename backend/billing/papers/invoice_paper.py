"""«Счёт на оплату» as it is printed and paid."""

from __future__ import annotations

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from billing.amounts import amount_in_figures, amount_in_words
from billing.models import Invoice
from billing.papers.fonts import register_fonts
from billing.papers.layout import (
    LINE,
    SMALL,
    STRONG,
    TITLE,
    WIDTH,
    Code,
    one_line,
    pairs,
    paper,
    rule,
    table,
    text,
)
from billing.papers.words import long_date, party_line, purpose, vat_figure, vat_label
from billing.payment_code import payment_code
from billing.requisites import Party

CODE_SIDE = 38 * mm
VOID = "Счёт аннулирован, оплачивать его не нужно"


def invoice_paper(invoice: Invoice) -> bytes:
    register_fonts()
    seller, issued_on = invoice.seller_party, invoice.issued_on
    assert issued_on is not None
    assert invoice.due_on is not None
    amount = amount_in_figures(invoice.amount)
    title = f"Счёт на оплату № {invoice.full_number} от {long_date(issued_on)}"
    parts: list[Flowable] = [
        *([text(VOID, TITLE), Spacer(0, 4 * mm)] if invoice.is_void else []),
        _bank(seller),
        Spacer(0, 7 * mm),
        text(title, TITLE),
        rule(),
        pairs(("Поставщик:", party_line(seller)), ("Покупатель:", party_line(invoice.buyer_party))),
        Spacer(0, 5 * mm),
        one_line(
            "Товары (работы, услуги)",
            invoice.line,
            amount,
            [("Итого:", amount), (f"{vat_label(invoice)}:", vat_figure(invoice)), ("Всего к оплате:", amount)],
        ),
        Spacer(0, 4 * mm),
        text(f"Всего наименований 1, на сумму {amount} руб."),
        text(amount_in_words(invoice.amount), STRONG),
        Spacer(0, 2 * mm),
        text(VOID if invoice.is_void else f"Оплатить не позднее {long_date(invoice.due_on)}", SMALL),
        rule(),
        KeepTogether([_foot(invoice, seller)]),
    ]
    return paper(parts, title=title, author=seller.name)


def _bank(seller: Party) -> Flowable:
    kpp = f"КПП {seller.kpp}" if seller.kpp else ""
    rows = [
        [text(seller.bank_name), "", text("БИК"), text(seller.bic)],
        [text("Банк получателя", SMALL), "", text("Сч. №"), text(seller.correspondent_account or "–")],
        [text(f"ИНН {seller.inn}"), text(kpp), text("Сч. №"), text(seller.account)],
        [text(seller.name), "", "", ""],
        [text("Получатель", SMALL), "", "", ""],
    ]
    style = [
        ("BOX", (0, 0), (-1, -1), LINE, "black"),
        ("SPAN", (0, 0), (1, 0)),
        ("SPAN", (0, 1), (1, 1)),
        ("SPAN", (0, 3), (1, 3)),
        ("SPAN", (0, 4), (1, 4)),
        ("SPAN", (2, 2), (2, 4)),
        ("SPAN", (3, 2), (3, 4)),
        ("BOX", (0, 0), (1, 1), LINE, "black"),
        ("BOX", (0, 2), (0, 2), LINE, "black"),
        ("BOX", (1, 2), (1, 2), LINE, "black"),
        ("BOX", (0, 3), (1, 4), LINE, "black"),
        ("BOX", (2, 0), (2, 1), LINE, "black"),
        ("BOX", (2, 2), (2, 4), LINE, "black"),
        ("LINEBELOW", (2, 0), (2, 0), LINE, "black"),
    ]
    return table(rows, (WIDTH * 0.28, WIDTH * 0.28, WIDTH * 0.1, WIDTH * 0.34), style)


def _foot(invoice: Invoice, seller: Party) -> Flowable:
    signer_title, signer_name = invoice.seller.get("signer_title", ""), invoice.seller.get("signer_name", "")
    sign = [
        Spacer(0, 8 * mm),
        table(
            [[text(signer_title), "", text(signer_name)]],
            (WIDTH * 0.26, WIDTH * 0.22, WIDTH * 0.24),
            [("LINEBELOW", (1, 0), (1, 0), LINE, "black"), ("VALIGN", (0, 0), (-1, -1), "BOTTOM")],
        ),
    ]
    if invoice.is_void:
        return table([sign], (WIDTH,), [("LEFTPADDING", (0, 0), (0, 0), 0)])
    code = Code(payment_code(seller=seller, amount=invoice.amount, purpose=purpose(invoice)), side=CODE_SIDE)
    sign += [
        Spacer(0, 6 * mm),
        text("Чтобы оплатить, отсканируйте код в приложении банка: реквизиты и сумма заполнятся сами.", SMALL),
    ]
    return table([[code, sign]], (WIDTH * 0.26, WIDTH * 0.74), [("LEFTPADDING", (0, 0), (0, 0), 0)])
