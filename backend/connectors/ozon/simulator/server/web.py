from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from connectors.ozon.simulator.buyer.views import BuyerPage
from connectors.ozon.simulator.control.api import ControlApi
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.methods.answer import Answer, Call
from connectors.ozon.simulator.methods.service import SellerApi, Sleep

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

CONTROL = "/_control/"
LARGEST_BODY = 64 * 1024 * 1024


class ConnectionLostError(ConnectionError):
    """Raised to a caller in the same process, where a server would close the socket."""

    def __init__(self, *, timed_out: bool) -> None:
        super().__init__("timed out" if timed_out else "connection lost")
        self.timed_out = timed_out


class SimulatorApp:
    """The WSGI application: the seller's API, the control API and the buyer's page."""

    def __init__(self, world: World, *, control_token: str, sleep: Sleep) -> None:
        self._api = SellerApi(world, sleep=sleep)
        self._control = ControlApi(world, token=control_token)
        self._buyer = BuyerPage(world)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request = Request(environ)
        request.max_content_length = LARGEST_BODY
        try:
            if request.path.startswith(CONTROL):
                return self._control.respond(request)(environ, start_response)
            if request.path == "/" or request.path.startswith("/shops/"):
                return self._buyer.respond(request)(environ, start_response)
            answer = self._api.answer(_call(request))
        except HTTPException as error:
            return error(environ, start_response)
        if answer.dropped:
            return _drop(answer, environ, start_response)
        return _response(answer)(environ, start_response)


def _call(request: Request) -> Call:
    return Call(
        verb=request.method,
        path=request.path,
        body=request.get_data(cache=False),
        client_id=request.headers.get("Client-Id", "").strip(),
        api_key=request.headers.get("Api-Key", "").strip(),
        address=request.remote_addr or "127.0.0.1",
    )


def _response(answer: Answer) -> Response:
    return Response(answer.body, status=answer.status, headers=answer.headers, content_type=answer.media_type)


def _drop(answer: Answer, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Close the connection under the caller: no status line, no body."""
    connection = environ.get("gunicorn.socket") or environ.get("werkzeug.socket")
    if not isinstance(connection, socket.socket):
        raise ConnectionLostError(timed_out=answer.timed_out)
    connection.shutdown(socket.SHUT_RDWR)
    start_response("500 Connection lost", [("Connection", "close"), ("Content-Length", "0")])
    return []
