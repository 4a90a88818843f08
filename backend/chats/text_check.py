"""What in a reply may cost a shop its chats, or its good name: a fixed answer to a text and to lists of words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).with_name("text_lists.toml")


class TextRule(StrEnum):
    PAYMENT = "payment"
    EMAIL = "email"
    LINK = "link"
    PHONE = "phone"
    MESSENGER = "messenger"
    PROMISE = "promise"
    BLAME = "blame"
    JARGON = "jargon"


class RuleGroup(StrEnum):
    """Marketplaces punish the first; the second is only bad style."""

    CONTACTS = "contacts"
    WORDING = "wording"


STYLE: Final = frozenset({TextRule.PROMISE, TextRule.BLAME, TextRule.JARGON})


@dataclass(frozen=True)
class TextLists:
    sites: tuple[str, ...]
    messengers: tuple[str, ...]
    payment: tuple[str, ...]
    promises: tuple[str, ...]
    blame: tuple[str, ...]
    jargon: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """A place of the text, in characters, and the rule that it is against."""

    rule: TextRule
    start: int
    end: int

    @property
    def group(self) -> RuleGroup:
        return RuleGroup.WORDING if self.rule in STYLE else RuleGroup.CONTACTS


CARD: Final = re.compile(r"(?<![\w-])\d(?:[ -]?\d){15,18}(?![\w-])")
BANK_ACCOUNT: Final = re.compile(r"(?<!\w)40[578]\d{17}(?!\w)")
EMAIL: Final = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
NICKNAME: Final = re.compile(r"(?<![\w.])@[A-Za-z]\w{3,31}")
# Of Russia and Kazakhstan by their first digits, of anywhere by the plus.
PHONE: Final = re.compile(
    r"(?<![\w+-])(?:[78][\s\-().]{0,2}[34679](?:[\s\-().]{0,2}\d){9}|\+[\s(]?\d(?:[\s\-().]{0,2}\d){9,13})(?!\w|-\d)"
)
ZONES: Final = (
    "ru|рф|su|com|net|org|info|biz|me|by|kz|io|app|shop|store|online|site|pro|link|cc|ly|gl|ua|uz|am|ge|kg"
    "|xyz|club|top|cn"
)
LINK: Final = re.compile(
    rf"https?://(?P<named>[^\s/?#:]+)\S*|(?<![\w@.-])(?P<bare>(?:[\w-]{{1,63}}\.){{1,8}}(?:{ZONES}))(?![\w@-])(?:[/?#]\S*)?",
    re.IGNORECASE,
)


@cache
def default_lists() -> TextLists:
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return TextLists(**{name: tuple(phrases) for name, phrases in table.items()})


def check_text(text: str, lists: TextLists, *, known: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Findings in the order of the text, each place once; ``known`` are the chat's own numbers."""
    plain = _plain(text)
    for number in filter(None, known):
        plain = plain.replace(_plain(number), "\0" * len(number))
    found: list[Finding] = []
    for finding in _all(plain, lists):
        if not any(finding.start < other.end and other.start < finding.end for other in found):
            found.append(finding)
    return tuple(sorted(found, key=lambda finding: finding.start))


def is_phrase(phrase: str) -> bool:
    """Whether a list can look for it: at least one letter or digit, and stars only at the ends of words."""
    words = phrase.split()
    return bool(words) and all(re.search(r"\w", word) and "*" not in word[:-1] for word in words)


def is_site(site: str) -> bool:
    return re.fullmatch(r"(?:[\w-]+\.)+[\w-]+", site) is not None


def _all(text: str, lists: TextLists) -> Iterator[Finding]:
    """Surer rules first: they keep their place from the others."""
    yield from (_at(TextRule.PAYMENT, match) for match in CARD.finditer(text) if _is_card(match.group()))
    yield from (_at(TextRule.PAYMENT, match) for match in BANK_ACCOUNT.finditer(text))
    yield from (_at(TextRule.LINK, match) for match in LINK.finditer(text) if _is_outside(match, lists.sites))
    yield from (_at(TextRule.EMAIL, match) for match in EMAIL.finditer(text))
    yield from (_at(TextRule.PHONE, match) for match in PHONE.finditer(text))
    yield from (_at(TextRule.MESSENGER, match) for match in NICKNAME.finditer(text))
    for rule, phrases in (
        (TextRule.MESSENGER, lists.messengers),
        (TextRule.PAYMENT, lists.payment),
        (TextRule.PROMISE, lists.promises),
        (TextRule.BLAME, lists.blame),
        (TextRule.JARGON, lists.jargon),
    ):
        if phrases:
            yield from (_at(rule, match) for match in _any_of(phrases).finditer(text))


def _at(rule: TextRule, match: re.Match[str]) -> Finding:
    return Finding(rule, match.start(), match.end())


def _plain(text: str) -> str:
    """As long as the text, for places in it are told."""
    return text.replace("ё", "е").replace("Ё", "Е")


@lru_cache(maxsize=512)
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first, so that of two that begin alike the whole one is shown.
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, longest_first))})(?!\w)", re.IGNORECASE)


def _pattern(phrase: str) -> str:
    words = (_plain(word) for word in phrase.split())
    return r"\s+".join(re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words)


def _is_outside(match: re.Match[str], sites: Sequence[str]) -> bool:
    host = (match.group("named") or match.group("bare")).lower().rstrip(".,;!)")
    return not any(host == site or host.endswith(f".{site}") for site in map(str.lower, sites))


def _is_card(text: str) -> bool:
    """The check digit, by Luhn: most other long numbers have none."""
    digits = [int(char) for char in reversed(text) if char.isdigit()]
    doubled = (2 * digit - 9 if digit > 4 else 2 * digit for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
