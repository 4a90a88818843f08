"""The guide for connecting Ozon: one text, with the table of everything that a check of a key may say."""

from pathlib import Path
from typing import Final

from chats.account_report import LIMITS
from chats.failure_codes import KNOWN_AS_THEY_ARE, OURS
from chats.services.connection_refusals import (
    AccountAlreadyConnected,
    AccountConnectedElsewhere,
    CredentialsMalformed,
    DifferentCabinet,
)
from core import error_texts

LANGUAGE: Final = "ru"
SOURCE: Final = Path(__file__).with_name("connect-ozon.md")
GAP: Final = "{{ errors }}"
HEAD: Final = "| Что случилось | Что делать | Код |\n| --- | --- | --- |"


def guide_codes() -> list[str]:
    """In the order of the table of errors, which goes along the way of a connection."""
    refusals = (CredentialsMalformed, AccountAlreadyConnected, AccountConnectedElsewhere, DifferentCabinet)
    codes = {*KNOWN_AS_THEY_ARE, *OURS.values(), *LIMITS.values(), *(refusal.code for refusal in refusals)}
    codes |= {"marketplace_unavailable", "subscription_unknown"}
    return [code for code in error_texts.table() if code in codes]


def guide_text() -> str:
    rows = [
        f"| {error_texts.text(code, LANGUAGE)} | {error_texts.remedy(code, LANGUAGE) or ''} | `{code}` |"
        for code in guide_codes()
    ]
    return SOURCE.read_text(encoding="utf-8").replace(GAP, "\n".join([HEAD, *rows]))
