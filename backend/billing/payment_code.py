"""What the code of a payment says to the program of a bank: ГОСТ Р 56042-2014, in UTF-8."""

from __future__ import annotations

from billing.requisites import Party


def payment_code(*, seller: Party, amount: int, purpose: str) -> str:
    """The five fields that the standard requires come first, in its order; the amount is in kopecks."""
    values = {
        "Name": seller.name[:160],
        "PersonalAcc": seller.account,
        "BankName": seller.bank_name[:45],
        "BIC": seller.bic,
        "CorrespAcc": seller.correspondent_account or "0",
        "Sum": str(amount),
        "Purpose": purpose[:210],
        "PayeeINN": seller.inn,
        "KPP": seller.kpp,
    }
    return "|".join(["ST00012", *(f"{name}={_plain(value)}" for name, value in values.items() if value)])


def _plain(value: str) -> str:
    """The separator of the standard cannot be part of a value."""
    return " ".join(value.replace("|", " ").split())
