"""A process of its own that calls in the name of a cabinet; `python -m connectors.tests.caller_process reads 10`."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from connectors.ozon.connector import OzonConnector
from connectors.ozon.credentials import OzonCredentials
from connectors.records import ChatAddress, OutgoingPart
from connectors.tests.redis_server import connect_redis
from connectors.throttle import Lane
from connectors.throttle_redis import RedisLimiter

BACKEND = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 90


class CallerProcess:
    """Started at once; `seconds()` waits for its end and says how long each of its calls took."""

    def __init__(self, what: str, count: int, *, base_url: str, client_id: str, api_key: str, chat_id: str) -> None:
        told = {"base_url": base_url, "client_id": client_id, "api_key": api_key, "chat_id": chat_id}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "connectors.tests.caller_process", what, str(count)],
            cwd=BACKEND,
            env={**os.environ, "CALLER": json.dumps(told)},
            stdout=subprocess.PIPE,
        )

    def seconds(self) -> list[float]:
        output, _ = self._process.communicate(timeout=PATIENCE_SECONDS)
        assert self._process.returncode == 0
        return list(json.loads(output))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()


def main(what: str, count: int) -> list[float]:
    told = json.loads(os.environ["CALLER"])
    connector = OzonConnector(
        OzonCredentials(client_id=told["client_id"], api_key=told["api_key"]),
        limiter=RedisLimiter(connect_redis()),
        base_url=told["base_url"],
        lane=Lane.BACKGROUND,
    )
    took = []
    for number in range(count):
        began_at = time.monotonic()
        if what == "reads":
            connector.list_chats()
        else:
            connector.send(to=ChatAddress(told["chat_id"]), part=OutgoingPart(text=f"Ответ № {number}"))
        took.append(time.monotonic() - began_at)
    return took


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
