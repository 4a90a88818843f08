"""Whether a message is short thanks that ask for no answer. Only a suggestion follows from it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("thanks.toml")
MOST_WORDS: Final = 8
_WORD: Final = re.compile(r"[^\W_]+")
_QUESTION: Final = ("?", "？", "⁇", "⁉", "❓", "❔")


@dataclass(frozen=True)
class Words:
    known: frozenset[str]
    enough: frozenset[str]
    smiles: frozenset[str]


def is_thanks(text: str) -> bool:
    if any(mark in text for mark in _QUESTION):
        return False
    words = _WORD.findall(text.lower().replace("ё", "е"))
    table = _table()
    if len(words) > MOST_WORDS or not table.known.issuperset(words):
        return False
    smiles = not table.smiles.isdisjoint(text)
    return not table.enough.isdisjoint(words) or (smiles and not words)


@cache
def _table() -> Words:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return Words(known=frozenset(table["words"]), enough=frozenset(table["enough"]), smiles=frozenset(table["smiles"]))
