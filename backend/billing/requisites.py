"""Who pays and who is paid: the numbers of companies and banks in Russia, with their check digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, Self

INN_10: Final = (2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_11TH: Final = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
INN_12TH: Final = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
# Banks of the state, whose accounts are checked like correspondent ones.
STATE_BANKS: Final = ("000", "001", "002")


@dataclass(frozen=True)
class Party:
    """A side of an invoice. A company has a KPP, a sole trader has none; the bank may be left out by who pays."""

    name: str
    inn: str
    address: str
    kpp: str = ""
    bank_name: str = ""
    bic: str = ""
    account: str = ""
    correspondent_account: str = ""

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        return cls(**{field.name: str(stored.get(field.name, "")) for field in fields(cls)})

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def problems(party: Party, *, needs_bank: bool = False) -> Iterator[tuple[str, str]]:
    """Each field that cannot be right, with the code of the reason."""
    for field in ("name", "address"):
        if not getattr(party, field).strip():
            yield field, "blank"
    if not is_inn(party.inn):
        yield "inn", "inn_wrong"
    elif (len(party.inn) == 10) != bool(party.kpp):
        yield "kpp", "kpp_missing" if len(party.inn) == 10 else "kpp_of_sole_trader"
    if party.kpp and not is_kpp(party.kpp):
        yield "kpp", "kpp_wrong"
    yield from _bank_problems(party, needs_bank=needs_bank)


def _bank_problems(party: Party, *, needs_bank: bool) -> Iterator[tuple[str, str]]:
    named = any((party.bank_name, party.bic, party.account, party.correspondent_account))
    if not named and not needs_bank:
        return
    if not party.bank_name.strip():
        yield "bank_name", "blank"
    if not is_bic(party.bic):
        yield "bic", "bic_wrong"
        return
    if not is_account(party.account, bic=party.bic):
        yield "account", "account_wrong"
    needs_correspondent = party.bic[-3:] not in STATE_BANKS
    if (party.correspondent_account or needs_correspondent) and not is_correspondent_account(
        party.correspondent_account, bic=party.bic
    ):
        yield "correspondent_account", "correspondent_account_wrong"


def is_inn(inn: str) -> bool:
    if not re.fullmatch(r"[0-9]{10}|[0-9]{12}", inn) or not int(inn):
        return False
    if len(inn) == 10:
        return _inn_digit(inn, INN_10) == int(inn[9])
    return _inn_digit(inn, INN_11TH) == int(inn[10]) and _inn_digit(inn, INN_12TH) == int(inn[11])


def is_kpp(kpp: str) -> bool:
    return re.fullmatch(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", kpp) is not None


def is_bic(bic: str) -> bool:
    return re.fullmatch(r"0[0-9]{8}", bic) is not None


def is_account(account: str, *, bic: str) -> bool:
    """Its digits together with the last three of the BIC leave nothing over."""
    if not re.fullmatch(r"[0-9]{20}", account):
        return False
    return _leaves_nothing(_key_of_state_bank(bic) if bic[-3:] in STATE_BANKS else bic[-3:], account)


def is_correspondent_account(account: str, *, bic: str) -> bool:
    if not re.fullmatch(r"301[0-9]{17}", account):
        return False
    return _leaves_nothing(_key_of_state_bank(bic), account)


def _key_of_state_bank(bic: str) -> str:
    return f"0{bic[4:6]}"


def _leaves_nothing(key: str, account: str) -> bool:
    digits = key + account
    return sum(int(digit) * (7, 1, 3)[place % 3] for place, digit in enumerate(digits)) % 10 == 0


def _inn_digit(inn: str, weights: Sequence[int]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(inn, weights, strict=False)) % 11 % 10
