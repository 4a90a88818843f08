"""The schedule from the database, spread evenly over time and gentle with the machine."""

import logging
import time
from datetime import datetime
from typing import Any, Final, Self

from celery import schedules
from celery.beat import SchedulingError
from django.db import Error as DatabaseFailure
from django.db import close_old_connections, connection
from django_celery_beat.models import PeriodicTask
from django_celery_beat.schedulers import DatabaseScheduler, ModelEntry

from config.phase import PhasedSchedule, phase_of
from core import beat_lag, heartbeat
from core.queue import Outage

log = logging.getLogger(__name__)

HEARTBEAT_EVERY_SECONDS: Final = 4
LOOK_FOR_CHANGES_EVERY_SECONDS: Final = 2
LONGEST_SLEEP_SECONDS: Final = 2

WRITE_RUNS: Final = """
    UPDATE django_celery_beat_periodictask AS entry
    SET last_run_at = run.at, total_run_count = run.total
    FROM unnest(%s::bigint[], %s::timestamptz[], %s::bigint[]) AS run (id, at, total)
    WHERE entry.id = run.id
"""


class Entry(ModelEntry):  # type: ignore[misc]
    """An entry with an interval keeps its phase, and a run that nobody took within one period is dropped."""

    def __init__(self, model: PeriodicTask, app: Any = None) -> None:
        super().__init__(model, app=app)
        self.schedule: Any
        if model.interval_id is None or not isinstance(self.schedule, schedules.schedule):
            return
        period: float = self.schedule.run_every.total_seconds()  # type: ignore[attr-defined]
        self.schedule = PhasedSchedule(period=period, phase=phase_of(entry_id=model.pk, period=period), app=self.app)
        self.options.setdefault("expires", period)

    def is_due(self) -> Any:
        if isinstance(self.schedule, PhasedSchedule) and self._is_plain:
            return self.schedule.is_due(self.last_run_at)
        return super().is_due()

    def __next__(self) -> Self:
        """The same entry, one run later: building it anew would parse its row again."""
        self.model.last_run_at = self.last_run_at = self._default_now()
        self.model.total_run_count += 1
        return self

    @property
    def _is_plain(self) -> bool:
        """Nothing but an interval: no start, no end, not one-off, so the schedule alone decides."""
        model = self.model
        return bool(model.enabled and model.start_time is None and model.expires is None and not model.one_off)


class Scheduler(DatabaseScheduler):  # type: ignore[misc]
    """Looks for changes every other second, writes its runs in one statement, and shows that it lives.

    The parent asks the database and compares all entries at every tick, which a thousand accounts turn into the
    main work of the machine.
    """

    Entry = Entry
    _heap_invalidated: bool
    _last_timestamp: datetime | None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._beaten_at = self._looked_at = -1_000.0
        self._outage = Outage()
        self._lag = beat_lag.LongestLag()
        super().__init__(*args, **kwargs)
        self.max_interval = LONGEST_SLEEP_SECONDS

    def tick(self, *args: Any, **kwargs: Any) -> float:
        now = time.monotonic()
        if now - self._beaten_at >= HEARTBEAT_EVERY_SECONDS:
            self._beaten_at = now
            heartbeat.beat(["beat", heartbeat.on_this_host("beat")])
            beat_lag.note_lag(self._lag.read(at=now))
        return float(super().tick(*args, **kwargs))

    def schedule_changed(self) -> bool:
        now = time.monotonic()
        if now - self._looked_at < LOOK_FOR_CHANGES_EVERY_SECONDS:
            return False
        self._looked_at = now
        close_old_connections()
        try:
            changed_at = self.Changes.last_change()
        except DatabaseFailure:
            self._drop_connection("beat.changes_not_read")
            return False
        changed, self._last_timestamp = changed_at != self._last_timestamp, changed_at
        return bool(changed)

    def schedules_equal(self, *_: Any) -> bool:
        """The entries differ only when they were read again, which the parent notes."""
        changed, self._heap_invalidated = self._heap_invalidated, False
        return not changed

    def all_as_schedule(self) -> Any:
        """All entries; the old ones when the database cannot be read. What changes meanwhile is noticed next time."""
        try:
            self._last_timestamp = self.Changes.last_change()
            return super().all_as_schedule()
        except DatabaseFailure:
            if self._schedule is None:
                raise
            self._drop_connection("beat.schedule_not_read")
            return self._schedule

    def sync(self) -> None:
        entries = [self._schedule[name] for name in self._dirty if name in (self._schedule or {})]
        self._dirty.clear()
        if not entries:
            return
        models = [entry.model for entry in entries]
        columns = ([m.pk for m in models], [m.last_run_at for m in models], [m.total_run_count for m in models])
        try:
            with connection.cursor() as cursor:
                cursor.execute(WRITE_RUNS, columns)
        except DatabaseFailure:
            self._dirty.update(entry.name for entry in entries)
            self._drop_connection("beat.runs_not_written")

    def adjust(self, n: float | None, drift: float = 0.0) -> float | None:
        """Wake up on the moment, for a run one moment early belongs to the turn before."""
        return n

    def apply_entry(self, entry: ModelEntry, producer: Any = None) -> None:
        if isinstance(entry.schedule, PhasedSchedule):
            self._lag.note(entry.schedule.lag(time.time()))
        try:
            self.apply_async(entry, producer=producer, advance=False)
        except SchedulingError as error:
            if self._outage.begin_or_go_on():
                log.error("beat.broker_unavailable", extra={"error": type(error.__cause__ or error).__name__})
            return
        if self._outage.lost:
            log.warning("beat.broker_back", extra={"lost_runs": self._outage.end()})

    def _drop_connection(self, event: str) -> None:
        """A database that is away is told and tried again; the scheduler outlives it."""
        log.warning(event)
        connection.close()
