import logging
from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from celery.signals import beat_init, worker_ready
from celery.utils.dispatch import Signal
from django.db import OperationalError

from core.alerts import watch
from core.alerts.watch import Watch

Rounds = list[datetime]


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rounds]:
    """The rounds that were asked for; no thread outlives the test."""
    asked: Rounds = []
    monkeypatch.setattr(watch, "look_around", lambda now: asked.append(now))
    monkeypatch.setattr(watch, "close_old_connections", lambda: None)
    monkeypatch.setattr(watch, "follow_database", lambda: None)
    monkeypatch.setattr(watch, "ASK_EVERY_SECONDS", 0.01)
    yield asked
    for thread in watch._watches:
        thread.end()
    for thread in watch._watches:
        thread.join(timeout=5)
    watch._watches.clear()


def failing(*failures: Exception | None) -> Callable[[datetime], bool]:
    coming = iter(failures)

    def look_around(now: datetime) -> bool:
        if (failure := next(coming)) is not None:
            raise failure
        return True

    return look_around


def wait_for(rounds: Rounds) -> None:
    for _attempt in range(500):
        if rounds:
            return
        watch._watches[0].join(0.01)


@pytest.mark.parametrize("signal", [worker_ready, beat_init])
def test_a_worker_and_the_scheduler_keep_watch_while_they_live(signal: Signal, rounds: Rounds) -> None:
    begin = next(found for _key, receiver in signal.receivers if (found := receiver()) is watch._begin)

    begin(sender=None)
    wait_for(rounds)

    assert rounds


def test_a_watch_ends_with_its_worker(rounds: Rounds) -> None:
    watching = Watch(every=0.01)
    watching.start()

    watching.end()
    watching.join(5)

    assert not watching.is_alive()


@pytest.mark.parametrize("failure", [OperationalError("gone"), ValueError("odd")])
def test_a_watch_that_fails_goes_on_and_says_so_once(
    failure: Exception, rounds: Rounds, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, db: None
) -> None:
    monkeypatch.setattr(watch, "look_around", failing(failure, failure, None, failure))
    monkeypatch.setattr("core.alerts.watch.connection.close", lambda: None)
    watching = Watch(every=0.01)

    for _round in range(4):
        watching.look()

    assert len([record for record in caplog.records if record.levelno == logging.ERROR]) == 2
