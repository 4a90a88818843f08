"""A third party's use of the API, over one kept connection."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping
from typing import Any, Final

from stack.ports import LOOPBACK

_SECONDS: Final = 30
# The server closes what was quiet for five seconds, nginx leaves it after four; any other end is a failure.
_QUIET: Final = 4.0


class Api:
    def __init__(self, port: int, key: str) -> None:
        self._port = port
        self._headers = {"Authorization": f"Bearer {key}", "Accept": "application/json"}
        self._connection = http.client.HTTPConnection(LOOPBACK, port, timeout=_SECONDS)
        self._used_at = time.monotonic()

    def get(self, path: str) -> Any:
        return self._ask("GET", path, None, {})

    def post(self, path: str, body: Mapping[str, object], headers: Mapping[str, str]) -> Any:
        return self._ask("POST", path, json.dumps(body).encode(), {"Content-Type": "application/json", **headers})

    def _ask(self, verb: str, path: str, content: bytes | None, headers: Mapping[str, str]) -> Any:
        if time.monotonic() - self._used_at > _QUIET:
            self._connection.close()
        try:
            self._connection.request(verb, f"/api/v1/{path}", body=content, headers={**self._headers, **headers})
            answer = self._connection.getresponse()
            text = answer.read()
        except (http.client.HTTPException, OSError):
            self._connection.close()
            raise
        finally:
            self._used_at = time.monotonic()
        if not 200 <= answer.status < 300:
            raise RuntimeError(f"{verb} {path} answered {answer.status}: {text[:300]!r}")
        return json.loads(text)
