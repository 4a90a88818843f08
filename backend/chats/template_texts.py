"""The little language of templates: `{имя|покупатель}` is the buyer's name, or the word after the bar."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

VARIABLES: Final = ("имя", "номер_заказа", "товар", "дата_доставки", "трек")
MOSTLY_UNKNOWN: Final = frozenset({"имя"})
PLACE: Final = re.compile(r"\{([^{}|]*)(?:\|([^{}]*))?\}")


class TemplateMalformed(ValueError):
    """A brace without its partner."""


class VariableUnknown(ValueError):
    """No such variable; the name is the argument."""


class DefaultMissing(ValueError):
    """A variable that is mostly unknown has no word in its place; the name is the argument."""


@dataclass(frozen=True)
class Missing:
    """A variable that nobody could fill: it stands in the text as `{name}`, from `start` up to `end`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class FilledText:
    text: str
    missing: tuple[Missing, ...]


def check_template(text: str) -> None:
    """Raise what is wrong with it first."""
    if re.search(r"[{}]", PLACE.sub("", text)):
        raise TemplateMalformed
    for name, default in _places(text):
        if name not in VARIABLES:
            raise VariableUnknown(name)
        if name in MOSTLY_UNKNOWN and not default:
            raise DefaultMissing(name)


def variables_of(text: str) -> list[str]:
    """Names in the order of their first appearance."""
    return list(dict.fromkeys(name for name, _ in _places(text)))


def fill(text: str, values: Mapping[str, str]) -> FilledText:
    """Values first, then defaults. What a value holds is not read as a variable again."""
    parts: list[str] = []
    missing: list[Missing] = []
    length = read = 0
    for match in PLACE.finditer(text):
        name, default = match.group(1).strip(), (match.group(2) or "").strip()
        before, word = text[read : match.start()], values.get(name) or default
        start = length + len(before)
        if not word:
            word = f"{{{name}}}"
            missing.append(Missing(name, start, start + len(word)))
        parts += [before, word]
        length, read = start + len(word), match.end()
    return FilledText("".join([*parts, text[read:]]), tuple(missing))


def unfilled_variables(text: str) -> list[str]:
    """Variables of ours that still stand in a text that is about to be sent; other braces are somebody's words."""
    return [name for name in variables_of(text) if name in VARIABLES]


def _places(text: str) -> list[tuple[str, str]]:
    return [(match.group(1).strip(), (match.group(2) or "").strip()) for match in PLACE.finditer(text)]
