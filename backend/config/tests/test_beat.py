from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from config.beat import Scheduler
from config.celery import app
from core import heartbeat

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class RecordingScheduler(Scheduler):
    """Keeps what it would have sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.sent: list[tuple[str, Any]] = []
        super().__init__(*args, **kwargs)
        # The end of the tests is not the end of a scheduler: its database is gone by then.
        self._finalize.cancel()

    def apply_async(self, entry: Any, producer: Any = None, advance: bool = True, **kwargs: Any) -> None:
        self.sent.append((entry.name, entry.options.get("expires")))


@pytest.fixture(autouse=True)
def _only_own_entries(db: None) -> None:
    """Without the periodic tasks that the migrations bring."""
    PeriodicTask.objects.all().delete()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[time_machine.Traveller]:
    """Stands still until it is moved; meanwhile the connection of the test is kept, however old it looks."""
    monkeypatch.setattr("config.beat.close_old_connections", lambda: None)
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def make_entry(name: str, *, seconds: int = 60, task: str = "chats.look", **fields: Any) -> PeriodicTask:
    interval, _ = IntervalSchedule.objects.get_or_create(every=seconds, period=IntervalSchedule.SECONDS)
    return PeriodicTask.objects.create(name=name, task=task, interval=interval, **fields)


def run_for(scheduler: Scheduler, clock: time_machine.Traveller, seconds: int) -> None:
    for _second in range(seconds):
        for _tick in range(50):
            if scheduler.tick() > 0:
                break
        clock.shift(1)


def test_each_entry_fires_once_a_period_and_expires_with_it(clock: time_machine.Traveller) -> None:
    for number in range(5):
        make_entry(f"look {number}")
    scheduler = RecordingScheduler(app=app)

    run_for(scheduler, clock, 181)

    assert sorted(name for name, _ in scheduler.sent) == sorted(f"look {number}" for number in range(5) for _ in "123")
    assert {expires for _, expires in scheduler.sent} == {60.0}


def test_a_restart_neither_repeats_nor_moves_a_run(clock: time_machine.Traveller) -> None:
    make_entry("look")
    first = RecordingScheduler(app=app)
    run_for(first, clock, 61)
    first.sync()
    second = RecordingScheduler(app=app)

    run_for(second, clock, 59)

    assert (len(first.sent), len(second.sent)) == (1, 1)


def test_a_change_of_the_schedule_is_noticed_soon(
    clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.beat.LOOK_FOR_CHANGES_EVERY_SECONDS", 0)
    scheduler = RecordingScheduler(app=app)
    run_for(scheduler, clock, 2)
    make_entry("look", seconds=5)

    run_for(scheduler, clock, 11)

    assert [name for name, _ in scheduler.sent] == ["look", "look"]


def test_a_disabled_entry_does_not_fire(clock: time_machine.Traveller) -> None:
    make_entry("look", seconds=5, enabled=False)
    scheduler = RecordingScheduler(app=app)

    run_for(scheduler, clock, 20)

    assert scheduler.sent == []


def test_runs_are_written_back_in_one_statement(clock: time_machine.Traveller) -> None:
    for number in range(20):
        make_entry(f"look {number}", seconds=5)
    scheduler = RecordingScheduler(app=app)
    run_for(scheduler, clock, 6)

    with CaptureQueriesContext(connection) as queries:
        scheduler.sync()

    assert len(queries) == 1
    assert set(PeriodicTask.objects.values_list("total_run_count", flat=True)) == {1}


def test_ticks_do_not_ask_the_database_each_time(clock: time_machine.Traveller) -> None:
    make_entry("look")
    scheduler = RecordingScheduler(app=app)
    scheduler.tick()

    with CaptureQueriesContext(connection) as queries:
        for _tick in range(100):
            scheduler.tick()

    assert len(queries) <= 1


def test_a_living_scheduler_shows_it() -> None:
    before = heartbeat.alive(["beat"])

    RecordingScheduler(app=app).tick()

    assert (before, heartbeat.alive(["beat"])) == ({"beat": False}, {"beat": True})


def test_without_a_broker_the_scheduler_goes_on_and_says_so_once(
    clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_kwargs: Any) -> Callable[..., None]:
        raise ConnectionRefusedError

    # A task that is registered in this process would be sent by itself, not by the scheduler.
    make_entry("look", seconds=5, task="tests.registered_nowhere")
    scheduler = Scheduler(app=app)
    monkeypatch.setattr(scheduler, "send_task", refuse)

    run_for(scheduler, clock, 21)

    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["beat.broker_unavailable"]
