"""The proxy of the drill fails where nginx with our configuration would."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from chats.tests.faults import upstream
from chats.tests.faults.proxy import Proxy
from chats.tests.faults.upstream import Upstream
from stack.ports import LOOPBACK, free_port


class Api(ThreadingHTTPServer):
    """Answers, or closes the connection on the request that it has read."""

    daemon_threads = True

    def __init__(self, *, cuts: bool) -> None:
        super().__init__((LOOPBACK, 0), Handler)
        self.cuts = cuts
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://{LOOPBACK}:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Api

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(self.command)
        if self.server.cuts:
            self.close_connection = True
            return
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def begin() -> Iterator[Callable[..., Api]]:
    with ExitStack() as stack:

        def begin(*, cuts: bool = False) -> Api:
            api = stack.enter_context(Api(cuts=cuts))
            threading.Thread(target=api.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
            stack.callback(api.shutdown)
            return api

        yield begin


def proxy(first: str, second: str) -> Proxy:
    return Proxy((Upstream(first), Upstream(second)), "key")


def nobody() -> str:
    return f"http://{LOOPBACK}:{free_port()}"


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_the_other_one_is_asked_where_no_connection_was_made(begin: Callable[..., Api], verb: str) -> None:
    api = begin()
    asking = proxy(nobody(), api.url)

    answers = [asking.ask(verb, "/me", body={}) for _ in range(4)]

    assert answers == [{}] * 4
    assert (asking.failures, asking.refused) == ([], 2)


def test_a_post_that_may_have_been_heard_is_a_failure(begin: Callable[..., Api]) -> None:
    cutting, other = begin(cuts=True), begin()
    asking = proxy(cutting.url, other.url)

    answer = asking.ask("POST", "/chats/1/replies", body={"text": "Здравствуйте!"})

    assert answer is None
    assert len(asking.failures) == 1
    assert (cutting.asked, other.asked) == (["POST"], [])


def test_a_get_that_was_cut_off_is_asked_of_the_other_one(begin: Callable[..., Api]) -> None:
    cutting, other = begin(cuts=True), begin()
    asking = proxy(cutting.url, other.url)

    answer = asking.ask("GET", "/chats")

    assert (answer, asking.failures) == ({}, [])
    assert (cutting.asked, other.asked) == (["GET"], ["GET"])


def test_nobody_is_there(begin: Callable[..., Api]) -> None:
    asking = proxy(nobody(), nobody())

    assert asking.ask("GET", "/chats") is None
    assert asking.failures == ["GET /chats: not connected"]


def test_a_connection_is_kept_until_it_was_idle_for_four_seconds(begin: Callable[..., Api]) -> None:
    now = [100.0]
    api = Upstream(begin().url, clock=lambda: now[0])
    ask: dict[str, Any] = {"body": None, "headers": {}}

    made = []
    for pause in (0.0, upstream.IDLE_SECONDS - 0.1, upstream.IDLE_SECONDS):
        now[0] += pause
        api.ask("GET", "/", **ask)
        made.append(api.connections)

    assert made == [1, 1, 2]
