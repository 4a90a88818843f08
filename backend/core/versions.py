"""Versions of what has no number of its own: a fingerprint of the values that people set."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from core.errors import PreconditionFailed


class SettingsChanged(PreconditionFailed):
    """Somebody else changed them after they were read."""


def version_of(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(values, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()[:16]


def expect_version(expected: str | None, values: Mapping[str, Any]) -> None:
    """Refuse a change that was made from other values; None is any. The caller holds the lock of the row."""
    if expected is not None and expected != version_of(values):
        raise SettingsChanged
