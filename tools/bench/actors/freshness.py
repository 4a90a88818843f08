"""How old what we know of each account is, asked every second."""

from __future__ import annotations

import math
from collections import Counter
from typing import Final

import psycopg

from bench.actors.rhythm import Rhythm

_AGES: Final = """
    SELECT extract(epoch FROM now() - fresh_at)::float8 FROM chat_sync_state
    JOIN chat_accounts AS account ON account.id = chat_account_id WHERE account.external_id = ANY(%s)
"""
_NEVER: Final = 100_000


class Freshness(Rhythm):
    """Ages in tenths of a second, counted, so that an hour of them takes no memory."""

    def __init__(self, url: str, client_ids: list[str]) -> None:
        super().__init__(every=1.0)
        self._url = url
        self._client_ids = client_ids
        self._connection: psycopg.Connection | None = None
        self.tenths: Counter[int] = Counter()
        self.samples = 0

    def beat(self) -> None:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._url, autocommit=True)
        rows = self._connection.execute(_AGES, [self._client_ids]).fetchall()
        self.samples += 1
        self.tenths.update(_NEVER if age is None else max(0, round(age * 10)) for (age,) in rows)

    def quantile(self, share: float) -> float:
        """The smallest age that at least this share of all samples does not exceed."""
        needed = math.ceil(share * self.tenths.total())
        for age in sorted(self.tenths):
            needed -= self.tenths[age]
            if needed <= 0:
                return age / 10
        return math.nan

    @property
    def oldest(self) -> float:
        return max(self.tenths, default=_NEVER) / 10
