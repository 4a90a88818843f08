"""A worker of threads cannot end a task that hangs, so it ends itself."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from celery import Celery

from config.tests.workers import Broker, running_worker, wait_until
from core.overruns import EXIT_CODE

pytestmark = pytest.mark.process


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "worker.log"


@pytest.fixture
def worker(broker: Broker, log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    options = ["--queues", "default", "--loglevel", "INFO"]
    with running_worker("config.tests.hanging_worker", *options, broker=broker, log=log, LOG_FORMAT="json") as process:
        yield process


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
