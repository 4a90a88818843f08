"""How often each method of a marketplace was called and how that ended, counted by all processes together."""

from __future__ import annotations

from typing import Final

from connectors.observed import ObservedCall
from core import counters

CALLS: Final = "marketplace_calls"
MILLISECONDS: Final = "marketplace_milliseconds"


def count_call(marketplace: str, call: ObservedCall) -> None:
    amounts = {CALLS: 1, MILLISECONDS: round(call.seconds * 1000)}
    counters.add(amounts, (marketplace, call.method, call.outcome))
