"""A worker of threads cannot end a task that hangs, so it ends itself."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import Celery

from config.tests.test_consumer import BACKEND, Broker, wait_until
from core.overruns import EXIT_CODE

pytestmark = pytest.mark.process


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path / "redis")
    yield broker
    broker.stop()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "worker.log"


@pytest.fixture
def worker(broker: Broker, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "--app", "config.tests.hanging_worker", "--quiet", "worker"),
                *("--queues", "default", "--pool", "threads", "--concurrency", "2"),
                *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
            ],
            cwd=BACKEND,
            env={**os.environ, "REDIS_URL": broker.url, "LOG_FORMAT": "json"},
            stdout=output,
            stderr=output,
        )
        yield process
        process.kill()
        process.wait(10)


def test_a_worker_ends_with_the_task_that_overruns_and_leaves_it_to_another(
    broker: Broker, worker: "subprocess.Popen[bytes]", log: Path
) -> None:
    client, tasks = redis.Redis.from_url(broker.url), Celery(broker=broker.url)
    tasks.send_task("tests.work", queue="default")
    wait_until(lambda: client.hlen("unacked") == 1)
    wait_until(lambda: client.hlen("unacked") == 0)
    after_a_slow_one = worker.poll()

    hanging = tasks.send_task("tests.hang", queue="default")
    ended = worker.wait(60)

    assert (after_a_slow_one, ended) == (None, EXIT_CODE)
    (said,) = [line for line in log.read_text().splitlines() if "worker.task_overran" in line]
    assert '"level": "error"' in said
    assert '"task_name": "tests.hang"' in said
    assert hanging.id in said
    assert client.hlen("unacked") == 1


def test_a_task_that_takes_too_long_step_by_step_is_ended_alone(
    broker: Broker, worker: "subprocess.Popen[bytes]", log: Path
) -> None:
    client, tasks = redis.Redis.from_url(broker.url), Celery(broker=broker.url)

    tasks.send_task("tests.ask_for_ever", queue="default")
    wait_until(lambda: "SoftTimeLimitExceeded" in log.read_text())

    wait_until(lambda: client.hlen("unacked") == 0)
    assert worker.poll() is None
