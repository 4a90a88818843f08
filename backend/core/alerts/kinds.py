"""What can be wrong with the service: each kind has a name, words for people, and a way to find it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise


@dataclass(frozen=True)
class Finding:
    """One thing in trouble: its id, and how people know it."""

    subject: str = ""
    label: str = ""


@dataclass(frozen=True)
class Situation:
    """When the question is asked, and which subjects of this kind are known to be in trouble."""

    now: datetime
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Kind:
    """`find` raises RedisError where the answer lies in Redis and Redis is away: then nothing is concluded."""

    name: str
    title: Promise
    find: Callable[[Situation], Iterable[Finding]]


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    _kinds[kind.name] = kind


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def title_of(name: str) -> str:
    """In the language of the moment; the name itself for a kind that the program no longer knows."""
    kind = _kinds.get(name)
    return name if kind is None else str(kind.title)
