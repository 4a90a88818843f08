"""A worker that loses its broker in the middle of a task."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import Celery

from config.tests.workers import Broker, running_worker, wait_until


@pytest.fixture
def worker(broker: Broker, tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    log = tmp_path / "worker.log"
    with running_worker("config.tests.slow_worker", broker=broker, log=log, C_FORCE_ROOT="1") as process:
        yield process


@pytest.mark.process
def test_a_worker_outlives_a_broker_that_goes_away_during_a_task(
    broker: Broker, worker: "subprocess.Popen[bytes]"
) -> None:
    client = redis.Redis.from_url(broker.url)
    tasks = Celery(broker=broker.url)
    tasks.send_task("slow", args=[30])
    wait_until(lambda: client.get("slow:started"))

    broker.stop()
    time.sleep(3)
    still_alive = worker.poll() is None
    broker.start()
    tasks.send_task("quick")

    assert still_alive
    wait_until(lambda: client.get("quick:done"))


@pytest.mark.process
def test_a_worker_outlives_a_task_that_ends_while_the_broker_is_away(
    broker: Broker, worker: "subprocess.Popen[bytes]"
) -> None:
    client = redis.Redis.from_url(broker.url)
    tasks = Celery(broker=broker.url)
    tasks.send_task("slow", args=[3])
    wait_until(lambda: client.get("slow:started"))

    broker.stop()
    time.sleep(5)
    broker.start()
    tasks.send_task("quick")

    wait_until(lambda: client.get("quick:done"))
    assert worker.poll() is None
