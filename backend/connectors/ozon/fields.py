"""Reading of untrusted JSON: what is odd is counted and skipped, never raised."""

import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation

from connectors.base import DriftSink, ignore_drift
from connectors.ozon.times import parse_moment

LONGEST_ID = 40
LARGEST_NUMBER = 10**12
MENTIONED_FIELDS = 8
CODE = re.compile(r"[\w.:/-]{1,60}")


class Drift:
    """Counts what differs from the documentation; the sink is told each time, and it is the sink that sums up."""

    def __init__(self, sink: DriftSink = ignore_drift) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self._sink = sink

    def note(self, kind: str, where: str, sample: str = "") -> None:
        self.counts[kind, where] += 1
        self._sink(kind, where, sample)


class Fields:
    """One JSON object; every reader names the field it wants and gets a value it can trust."""

    def __init__(self, raw: object, *, where: str, drift: Drift) -> None:
        self.where = where
        self.drift = drift
        self._read: set[str] = set()
        self._raw: Mapping[str, object] = raw if isinstance(raw, dict) else {}
        if not isinstance(raw, dict):
            drift.note("wrong_type", where, shape(raw))

    def has(self, key: str) -> bool:
        return key in self._raw

    def raw(self, key: str, *, needed: bool = False) -> object:
        self._read.add(key)
        if needed and key not in self._raw:
            self.drift.note("missing_field", f"{self.where}.{key}")
        return self._raw.get(key)

    def inner(self, key: str, *, needed: bool = False) -> "Fields":
        value = self.raw(key, needed=needed)
        return Fields({} if value is None else value, where=f"{self.where}.{key}", drift=self.drift)

    def items(self, key: str, *, needed: bool = False) -> list[object]:
        value = self.raw(key, needed=needed)
        if isinstance(value, list):
            return value
        if value is not None:
            self._wrong(key, value)
        return []

    def items_or_none(self, key: str) -> list[object] | None:
        """The list that an answer is for; None when there is none."""
        value = self.raw(key, needed=True)
        if isinstance(value, list):
            return value
        if self.has(key):
            self._wrong(key, value)
        return None

    def text(self, key: str, *, needed: bool = False) -> str:
        value = self.raw(key, needed=needed)
        if isinstance(value, str):
            return storable(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None:
            self._wrong(key, value)
        return ""

    def flag(self, key: str) -> bool | None:
        value = self.raw(key)
        if isinstance(value, bool):
            return value
        word = value.strip().lower() if isinstance(value, str) else value
        if word in ("true", "1", 1):
            return True
        if word in ("false", "0", 0):
            return False
        if word not in (None, ""):
            self._wrong(key, value)
        return None

    def id(self, key: str) -> str | None:
        """Digits of an id that came as a number or as text; None when it is neither."""
        value = self.raw(key, needed=True)
        digits = id_digits(value)
        if digits is None and value is not None:
            self.drift.note("bad_id", f"{self.where}.{key}", shape(value))
        return digits

    def count(self, key: str) -> int | None:
        value = self.raw(key)
        digits = id_digits(value)
        if digits is not None:
            return int(digits)
        if value is not None:
            self.drift.note("bad_count", f"{self.where}.{key}", shape(value))
        return None

    def number(self, key: str, *, needed: bool = False) -> float | None:
        """A measured value, which may have a fraction; ids never come through here."""
        value = self.raw(key, needed=needed)
        number = measured(value)
        if number is None and value is not None:
            self.drift.note("bad_number", f"{self.where}.{key}", shape(value))
        return number

    def moment(self, key: str, *, needed: bool = False) -> datetime | None:
        value = self.raw(key, needed=needed)
        moment = parse_moment(value) if isinstance(value, str) else None
        if moment is None and value not in (None, ""):
            self.drift.note("bad_time", f"{self.where}.{key}", shape(value))
        return moment

    def done(self) -> None:
        """Count the fields nobody asked for."""
        for key in [key for key in self._raw if key not in self._read][:MENTIONED_FIELDS]:
            self.drift.note("extra_field", f"{self.where}.{key[:40]}", shape(self._raw[key]))

    def _wrong(self, key: str, value: object) -> None:
        self.drift.note("wrong_type", f"{self.where}.{key}", shape(value))


def id_digits(value: object) -> str | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, Decimal):
        if not value.is_finite() or value != value.to_integral_value() or abs(value.adjusted()) > LONGEST_ID:
            return None
        value = int(value)
    if isinstance(value, int):
        return str(value) if 0 <= value < 10**LONGEST_ID else None
    if isinstance(value, str):
        digits = value.strip()
        if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID:
            return digits.lstrip("0") or "0"
    return None


def measured(value: object) -> float | None:
    if isinstance(value, str):
        try:
            value = Decimal(value.strip())
        except InvalidOperation:
            return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    exact = Decimal(value)
    return float(exact) if exact.is_finite() and exact.copy_abs() < LARGEST_NUMBER else None


def storable(text: str) -> str:
    """A text without what no database takes: NUL and halves of surrogate pairs."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def word(value: str) -> str:
    """An unknown value as a sample: what looks like a code is shown, what looks like a sentence is not."""
    return value if CODE.fullmatch(value) else shape(value)


def shape(value: object) -> str:
    """What a value looks like, without the value."""
    if isinstance(value, str | list | dict):
        return f"{type(value).__name__}({len(value)})"
    return type(value).__name__
