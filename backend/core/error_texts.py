"""The one table of error codes: what happened and what helps, in every language of the product."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

TABLE: Final = Path(__file__).with_name("error_codes.toml")
LANGUAGES: Final = ("ru", "en")
UNKNOWN: Final = "unknown"


def text(code: str, language: str, **params: Any) -> str:
    """What happened; a code that is not in the table still says its name."""
    row = table().get(code)
    if row is None:
        return table()[UNKNOWN][_known(language)].format(code=code)
    return _fill(row[_known(language)], params)


def remedy(code: str, language: str, **params: Any) -> str | None:
    found = table().get(code, {}).get(f"remedy_{_known(language)}")
    return None if found is None else _fill(found, params)


def has(code: str) -> bool:
    return code in table()


def all_codes() -> list[str]:
    return sorted(table())


@cache
def table() -> dict[str, dict[str, str]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def _known(language: str) -> str:
    short = language[:2].lower()
    return short if short in LANGUAGES else LANGUAGES[0]


def _fill(sentence: str, params: dict[str, Any]) -> str:
    """Fill the `{names}` that are given; an absent one stays visible instead of breaking the answer."""
    return sentence.format_map(_Params(params))


class _Params(dict[str, Any]):
    def __missing__(self, name: str) -> str:
        return f"{{{name}}}"
