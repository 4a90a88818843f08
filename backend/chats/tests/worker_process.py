"""A real Celery worker on the database and the broker of the test."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self
from urllib.parse import quote

from django.conf import settings
from django.db import connection

BACKEND = Path(__file__).resolve().parents[2]
QUEUES = "replies,sync,default,bulk"
PATIENCE_SECONDS = 60


class WorkerProcess:
    """Serves all queues; its words go to a file that a failing test may show."""

    def __init__(self, *, log: Path, ozon_api_url: str, **environment: str) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "celery", "--app", "config", "--quiet", "worker"),
                    *("--queues", QUEUES, "--pool", "threads", "--concurrency", "4"),
                    *("--without-gossip", "--without-mingle", "--loglevel", "INFO"),
                ],
                cwd=BACKEND,
                env={
                    **os.environ,
                    "DATABASE_URL": database_url(),
                    "REDIS_URL": settings.REDIS_URL,
                    "OZON_API_URL": ozon_api_url,
                    **environment,
                },
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def kill(self) -> None:
        """As when the power goes: no chance to finish anything."""
        self._process.kill()
        self._process.wait(10)

    def stop(self) -> None:
        if self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self.kill()

    def wait_for(self, condition: Callable[[], object], *, seconds: float = PATIENCE_SECONDS) -> None:
        """Look again until it holds; a worker that died is not waited for."""
        end = time.monotonic() + seconds
        while not condition():
            if self._process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"not reached; the worker said:\n{self.log.read_text()[-4000:]}")
            time.sleep(0.1)


def database_url() -> str:
    """Where the tests of this process keep their rows."""
    told = connection.settings_dict
    user, password = quote(str(told["USER"]), safe=""), quote(str(told["PASSWORD"]), safe="")
    return f"postgres://{user}:{password}@{told['HOST']}:{told['PORT']}/{told['NAME']}"
