"""The exchange itself, on real sockets: what left, what was lost, what is never followed."""

import re
import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from connectors import http
from connectors.http import AnswerLost, ConnectionNotMade, HttpTransport

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


class Played(socketserver.ThreadingTCPServer):
    """A server that answers every request with the same bytes, then closes if told, or goes on with ones for ever."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, reply: bytes | None, *, closes: bool, trickles: bool) -> None:
        super().__init__(("127.0.0.1", 0), PlayedHandler)
        self.reply = reply
        self.closes = closes
        self.trickles = trickles
        self.requests: list[bytes] = []
        self.connections = 0
        self.ended = threading.Event()


class PlayedHandler(socketserver.StreamRequestHandler):
    server: Played

    def handle(self) -> None:
        self.server.connections += 1
        while request := self.read_request():
            self.server.requests.append(request)
            if self.server.reply is None:
                self.server.ended.wait(5)
                return
            self.request.sendall(self.server.reply)
            with suppress(OSError):
                while self.server.trickles and not self.server.ended.wait(0.02):
                    self.request.sendall(b"1")
            if self.server.closes:
                return

    def read_request(self) -> bytes:
        """Head and body of one request, which may come in two pieces; empty when the client has gone."""
        head = b""
        while line := self.rfile.readline():
            head += line
            if line == b"\r\n":
                break
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        return head + self.rfile.read(int(length[1])) if length else head


@contextmanager
def played(
    reply: bytes | None, *, closes: bool = True, trickles: bool = False
) -> Iterator[tuple[Played, HttpTransport]]:
    with Played(reply, closes=closes, trickles=trickles) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server, HttpTransport(f"http://127.0.0.1:{server.server_address[1]}", outward=False)
        finally:
            server.ended.set()
            server.shutdown()
            thread.join()


def post(transport: HttpTransport, *, fresh: bool = True) -> http.Answer:
    return transport.post("/x", headers={"Client-Id": "1"}, body=b"{}", fresh=fresh)


def test_a_refused_connection_was_never_made() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        transport = HttpTransport(f"http://127.0.0.1:{unused.getsockname()[1]}", outward=False)

        with pytest.raises(ConnectionNotMade):
            post(transport)


@pytest.mark.parametrize("base_url", ["", "ozon", "http://", "http://[::1"])
def test_an_address_that_is_none_was_never_connected_to(base_url: str) -> None:
    with pytest.raises(ConnectionNotMade):
        post(HttpTransport(base_url))


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"nonsense\r\n\r\n",
        HEAD + b"Content-Length: 20\r\n\r\n{}",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n10\r\n{}",
        HEAD + b"Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"HTTP/1.1 307 Moved\r\nLocation: /\r\nContent-Length: 20\r\n\r\n{}",
    ],
)
def test_an_answer_that_breaks_off_is_lost(reply: bytes) -> None:
    with played(reply) as (server, transport):
        with pytest.raises(AnswerLost) as caught:
            post(transport)

        assert not caught.value.timed_out
        assert len(server.requests) == 1


def test_a_server_that_says_nothing_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.2)

    with played(None) as (server, transport):
        with pytest.raises(AnswerLost) as caught:
            post(transport)

        assert caught.value.timed_out
        assert len(server.requests) == 1


def test_an_answer_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WHOLE_SECONDS", 0.3)
    endless = HEAD + b"Content-Length: 100000\r\n\r\n"

    with played(endless, trickles=True) as (_, transport), pytest.raises(AnswerLost) as caught:
        post(transport)

    assert caught.value.timed_out


def test_too_large_an_answer_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MAX_BODY", 10)

    with (
        played(HEAD + b"Content-Length: 11\r\n\r\n" + b"1" * 11) as (_, transport),
        pytest.raises(AnswerLost) as caught,
    ):
        post(transport)

    assert caught.value.too_large


def test_reads_share_a_connection_and_sends_do_not() -> None:
    with played(HEAD + b"Content-Length: 2\r\n\r\n{}", closes=False) as (server, transport):
        for _ in range(3):
            post(transport, fresh=False)
        read_connections = server.connections
        for _ in range(2):
            post(transport, fresh=True)

        assert read_connections == 1
        assert server.connections == 3


def test_cookies_of_one_cabinet_do_not_travel_with_another() -> None:
    with played(HEAD + b"Set-Cookie: who=1; Path=/\r\nContent-Length: 2\r\n\r\n{}", closes=False) as (
        server,
        transport,
    ):
        post(transport, fresh=False)
        post(transport, fresh=False)

        assert b"cookie" not in server.requests[1].lower()


@pytest.mark.parametrize("location", [b"http://127.0.0.1:1/", b"http://[::1"])
def test_redirects_are_answers_and_proxies_of_the_environment_unused(
    monkeypatch: pytest.MonkeyPatch, location: bytes
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    redirect = b"HTTP/1.1 307 Moved\r\nLocation: " + location + b"\r\nContent-Length: 2\r\n\r\n{}"

    with played(redirect) as (server, transport):
        answer = post(transport)

        assert (answer.status, answer.body) == (307, b"{}")
        assert len(server.requests) == 1


def test_numbers_of_an_answer_lose_nothing() -> None:
    body = b'{"a": 18446744073709551615, "b": 30000000001280042740, "c": 3000000002914407615.0, "d": NaN}'

    parsed = http.Answer(status=200, headers={}, body=b"\xef\xbb\xbf" + body).json()

    assert parsed == {"a": 18446744073709551615, "b": 30000000001280042740, "c": 3000000002914407615, "d": None}


def test_a_number_too_large_for_any_decimal_is_no_json() -> None:
    answer = http.Answer(status=200, headers={}, body=b'{"id": 1e9999999999999999999}')

    with pytest.raises(ValueError, match="number"):
        answer.json()


def test_a_stream_is_read_piece_by_piece_and_a_break_is_seen() -> None:
    with played(HEAD + b"Content-Length: 10\r\n\r\n12345") as (_, transport):
        answer = transport.stream("/file", headers={})

        assert next(answer.chunks) == b"12345"
        with pytest.raises(AnswerLost):
            next(answer.chunks)
