"""What answers at PUBLIC_URL, on this machine."""

import json
import ssl
from typing import Any

from werkzeug.wrappers import Request, Response

from core.tests.stand_in import StandIn

READY = {"status": "ready", "parts": {"database": "ok", "redis": "ok"}}
PAGE = '<link href="/theme.js"><script src="/assets/index-CG_2aLJH.js"></script>'


class SiteStandIn(StandIn):
    """`answers` holds by path what it does not answer like a product that is whole."""

    def __init__(self, *, context: ssl.SSLContext | None = None, answers: dict[str, Response] | None = None) -> None:
        super().__init__(context=context)
        self.asked: list[str] = []
        self._answers = {
            "/readyz": Response(json.dumps(READY)),
            "/": Response("public"),
            "/login": Response(PAGE),
            "/assets/index-CG_2aLJH.js": Response("run()"),
        } | (answers or {})

    def _answer(self, environ: Any, start_response: Any) -> Any:
        path = Request(environ).path
        self.asked.append(path)
        return self._answers.get(path, Response(status=404))(environ, start_response)
