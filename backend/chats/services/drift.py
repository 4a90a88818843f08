"""The drift canary: what differs from the documentation is summed up in the process and stored in one statement."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.db import DatabaseError, InterfaceError, connection, transaction
from django.utils import timezone

from chats.drift_words import kept_place, kept_sample

log = logging.getLogger(__name__)

STORED_EVERY_SECONDS: Final = 30.0
MOST_PLACES: Final = 300
ELSEWHERE: Final = "elsewhere"

STORE: Final = """
    INSERT INTO connector_drift AS known (marketplace, kind, "where", sample, count, first_seen_at, last_seen_at)
    SELECT marketplace, kind, place, sample, count, %(now)s, %(now)s
    FROM unnest(%(marketplaces)s::text[], %(kinds)s::text[], %(places)s::text[], %(samples)s::text[],
                %(counts)s::bigint[]) AS seen (marketplace, kind, place, sample, count)
    ORDER BY marketplace, kind, place
    ON CONFLICT (marketplace, kind, "where") DO UPDATE SET
      count = known.count + EXCLUDED.count, last_seen_at = EXCLUDED.last_seen_at
    RETURNING marketplace, kind, "where", xmax = 0
"""

Place = tuple[str, str, str]


@dataclass
class DriftNotes:
    """What this process has seen and not stored yet.

    A place that is new here is stored at once, more of what is known every half a minute at most.
    """

    counts: dict[Place, int] = field(default_factory=dict)
    samples: dict[Place, str] = field(default_factory=dict)
    known: set[Place] = field(default_factory=set)
    stored_at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, marketplace: str, kind: str, where: str, sample: str) -> bool:
        """Count it; True when it is time to store."""
        with self.lock:
            place = (marketplace[:32], kind[:32], kept_place(where))
            if place not in self.known and len(self.known) >= MOST_PLACES:
                place = (*place[:2], ELSEWHERE)
            is_new = place not in self.known
            if is_new:
                self.known.add(place)
                self.samples[place] = kept_sample(sample)
            self.counts[place] = self.counts.get(place, 0) + 1
            return is_new or self._is_due()

    def take(self) -> dict[Place, tuple[int, str]]:
        with self.lock:
            taken = {place: (count, self.samples.get(place, "")) for place, count in self.counts.items()}
            self.counts.clear()
            self.samples.clear()
            self.stored_at = time.monotonic()
            return taken

    def put_back(self, taken: dict[Place, tuple[int, str]]) -> None:
        """What could not be stored is counted with what comes."""
        with self.lock:
            for place, (count, sample) in taken.items():
                self.counts[place] = self.counts.get(place, 0) + count
                self.samples.setdefault(place, sample)

    def is_due(self) -> bool:
        with self.lock:
            return bool(self.counts) and self._is_due()

    def forget(self) -> None:
        with self.lock:
            self.counts.clear()
            self.samples.clear()
            self.known.clear()

    def _is_due(self) -> bool:
        return time.monotonic() - self.stored_at >= STORED_EVERY_SECONDS


notes = DriftNotes()


def note_drift(marketplace: str, kind: str, where: str, sample: str = "") -> None:
    """Count an answer that differs from what is documented."""
    if notes.note(marketplace, kind, where, sample):
        store_drift()


def store_rest_of_drift() -> None:
    """At the end of a run: what was counted since the last time, unless that was a moment ago."""
    if notes.is_due():
        store_drift()


def store_drift() -> None:
    """Write down what was noted, or keep it for the next time. Trouble here is no trouble of whoever made the call."""
    seen = notes.take()
    if not seen:
        return
    values: dict[str, datetime | list[str] | list[int]] = {
        "now": timezone.now(),
        "marketplaces": [place[0] for place in seen],
        "kinds": [place[1] for place in seen],
        "places": [place[2] for place in seen],
        "samples": [sample for _, sample in seen.values()],
        "counts": [count for count, _ in seen.values()],
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(STORE, values)
            rows = cursor.fetchall()
    except Exception as error:
        notes.put_back(seen)
        if not isinstance(error, DatabaseError | InterfaceError):
            raise
        log.warning("marketplace.drift_not_stored", extra={"error": type(error).__name__, "places": len(seen)})
        return
    for marketplace, kind, where, is_new in rows:
        if is_new:
            log.warning("marketplace.drift", extra={"marketplace": marketplace, "kind": kind, "where": where})
