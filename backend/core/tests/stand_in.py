"""Somebody else's server, over HTTP on this machine while the `with` block lasts."""

import ssl
from threading import Thread
from typing import Any, Self

from werkzeug.serving import make_server


class StandIn:
    """What it answers, `_answer` says, as a WSGI application."""

    def __init__(self, *, context: ssl.SSLContext | None = None) -> None:
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
        raise NotImplementedError
