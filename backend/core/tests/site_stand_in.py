"""What answers at PUBLIC_URL, on this machine."""

import json
import ssl
from threading import Thread
from typing import Any, Self

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

READY = {"status": "ready", "parts": {"database": "ok", "redis": "ok"}}
PAGE = '<link href="/theme.js"><script src="/assets/index-CG_2aLJH.js"></script>'


class SiteStandIn:
    """`answers` holds by path what it does not answer like a product that is whole."""

    def __init__(self, *, context: ssl.SSLContext | None = None, answers: dict[str, Response] | None = None) -> None:
        self.asked: list[str] = []
        self._answers = {
            "/readyz": Response(json.dumps(READY)),
            "/": Response("public"),
            "/login": Response(PAGE),
            "/assets/index-CG_2aLJH.js": Response("run()"),
        } | (answers or {})
        self._scheme = "http" if context is None else "https"
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, ssl_context=context)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def _answer(self, environ: Any, start_response: Any) -> Any:
        path = Request(environ).path
        self.asked.append(path)
        return self._answers.get(path, Response(status=404))(environ, start_response)
