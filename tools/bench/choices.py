"""What a run measures, and how long: chosen by the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from stack.problems import StackError

# Seconds of one measured window, of one round of requests; accounts under load; runs of a worker.
_SCALES: Final = {
    "short": {"window": 45, "round": 2, "accounts": 200, "many_accounts": 400, "runs": 1_000, "rows": 20_000},
    "routine": {"window": 150, "round": 5, "accounts": 1_000, "many_accounts": 3_000, "runs": 10_000, "rows": 100_000},
    "big": {"window": 150, "round": 5, "accounts": 1_000, "many_accounts": 3_000, "runs": 10_000, "rows": 1_000_000},
}
# Obligations are asked for in millions, whatever the number of chats.
_OBLIGATIONS: Final = {"short": 20_000, "routine": 1_000_000, "big": 1_000_000}


@dataclass(frozen=True)
class Choices:
    scale: str
    only: frozenset[str]
    window_seconds: int
    round_seconds: int
    accounts: int
    many_accounts: int
    runs: int
    chats: int
    obligations: int
    soak_minutes: int
    load_minutes: int

    def wants(self, subject: str) -> bool:
        return not self.only or subject in self.only


def read_choices(env: Mapping[str, str] = os.environ) -> Choices:
    """`BENCH_SCALE` names a set of figures; `BENCH_ONLY`, `BENCH_SECONDS` and the like change one of them."""
    scale = env.get("BENCH_SCALE") or "routine"
    if scale not in _SCALES:
        raise StackError(f"BENCH_SCALE is one of {', '.join(_SCALES)}.")
    usual = _SCALES[scale]
    return Choices(
        scale=scale,
        only=frozenset(filter(None, (env.get("BENCH_ONLY") or "").split(","))),
        window_seconds=_number(env, "BENCH_SECONDS", usual["window"]),
        round_seconds=usual["round"],
        accounts=_number(env, "BENCH_ACCOUNTS", usual["accounts"]),
        many_accounts=_number(env, "BENCH_MANY_ACCOUNTS", usual["many_accounts"]),
        runs=_number(env, "BENCH_RUNS", usual["runs"]),
        chats=_number(env, "BENCH_CHATS", usual["rows"]),
        obligations=_number(env, "BENCH_OBLIGATIONS", _OBLIGATIONS[scale]),
        soak_minutes=_number(env, "SOAK_MINUTES", 60),
        load_minutes=_number(env, "LOAD_MINUTES", 3),
    )


def _number(env: Mapping[str, str], name: str, usual: int) -> int:
    text = env.get(name) or str(usual)
    if not text.isdecimal() or int(text) == 0:
        raise StackError(f"{name} must be a positive number, not {text!r}.")
    return int(text)
