"""The names of the tz database that mean the same on every machine, and to PostgreSQL."""

from __future__ import annotations

from functools import cache
from typing import Final
from zoneinfo import available_timezones

# The zone of the machine, whichever that is.
_OF_THE_MACHINE: Final = frozenset({"localtime", "Factory", "posixrules"})


@cache
def time_zones() -> frozenset[str]:
    return frozenset(available_timezones()) - _OF_THE_MACHINE
