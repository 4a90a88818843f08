"""The phrases that invoices and acts share."""

from __future__ import annotations

from datetime import date
from typing import Final

from billing.amounts import amount_in_figures
from billing.models import Invoice
from billing.requisites import Party

MONTHS: Final = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def long_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year} г."


def party_line(party: Party) -> str:
    numbers = f"ИНН {party.inn}" + (f", КПП {party.kpp}" if party.kpp else "")
    bank = ""
    if party.account:
        bank = f", р/с {party.account} в {party.bank_name}, БИК {party.bic}"
    return f"{party.name}, {numbers}, {party.address}{bank}"


def vat_label(invoice: Invoice) -> str:
    return "Без НДС (УСН)" if invoice.vat_rate is None else f"В том числе НДС {invoice.vat_rate} %"


def vat_figure(invoice: Invoice) -> str:
    return "–" if invoice.vat_rate is None else amount_in_figures(invoice.vat_amount)


def purpose(invoice: Invoice) -> str:
    """What a bank shows as the reason of the payment."""
    issued_on = invoice.issued_on
    assert issued_on is not None
    tax = "НДС не облагается"
    if invoice.vat_rate is not None:
        roubles, kopecks = divmod(invoice.vat_amount, 100)
        tax = f"в т.ч. НДС {invoice.vat_rate}% {roubles}.{kopecks:02} руб."
    return f"Оплата по счёту № {invoice.full_number} от {issued_on:%d.%m.%Y}, {tax}"
