"""Versions of what people change: a number, or a fingerprint of the values where there is no number."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

from core.errors import PreconditionFailed


def expect_revision(expected: int | None, revision: int) -> None:
    """Refuse a change that was made from another revision; None is any. The caller holds the lock of the row."""
    if expected is not None and expected != revision:
        raise PreconditionFailed


def version_of(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(values, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()[:16]


def expect_version(expected: str | None, values: Mapping[str, Any]) -> None:
    """Refuse a change that was made from other values; None is any. The caller holds the lock of the row."""
    if expected is not None and expected != version_of(values):
        raise PreconditionFailed
