"""How a request leaves: in pieces, each in its time, and what its failure may still mean afterwards."""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from ssl import SSLCertVerificationError
from typing import Any

import pytest
import requests
import urllib3
from requests.adapters import HTTPAdapter

from connectors import http
from connectors.errors import OutcomeUnknown
from connectors.http import AnswerLost, HttpTransport
from connectors.records import ChatAddress, OutgoingPart
from connectors.tests.ozon_server import CHAT, make_connector
from connectors.tests.test_http import HEAD, played

FILE = b"0123456789abcdef" * 10_240


class SlowReader:
    """A server that takes a request slowly: so many bytes, a pause of seconds, and again."""

    def __init__(self, *, piece: int, pause: float) -> None:
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 16 * 1024)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen()
        self.piece = piece
        self.pause = pause
        self.received = b""
        self.ended = threading.Event()

    def serve(self) -> None:
        connection, _ = self.listener.accept()
        with connection:
            taken = 0
            while not self.ended.is_set() and not self._is_whole():
                part = connection.recv(self.piece)
                if not part:
                    return
                self.received += part
                if len(self.received) - taken >= self.piece:
                    taken = len(self.received)
                    self.ended.wait(self.pause)
            connection.sendall(HEAD + b"Content-Length: 2\r\n\r\n{}")

    def _is_whole(self) -> bool:
        head, _, body = self.received.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: *(\d+)", head)
        return length is not None and len(body) == int(length[1])


@contextmanager
def slow_reader(*, piece: int, pause: float) -> Iterator[tuple[SlowReader, HttpTransport]]:
    server = SlowReader(piece=piece, pause=pause)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server, HttpTransport(f"http://127.0.0.1:{server.listener.getsockname()[1]}", outward=False)
    finally:
        server.ended.set()
        thread.join()
        server.listener.close()


@pytest.fixture
def small_buffers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our side keeps next to nothing for later, so that what was handed over is under way."""
    connect = urllib3.util.connection.create_connection

    def connect_narrowly(*args: Any, **kwargs: Any) -> socket.socket:
        connection = connect(*args, **kwargs)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 16 * 1024)
        return connection

    monkeypatch.setattr(urllib3.util.connection, "create_connection", connect_narrowly)


def send_file(transport: HttpTransport) -> http.Answer:
    return transport.post("/x", headers={"Client-Id": "1"}, body=FILE, fresh=True)


@pytest.mark.usefixtures("small_buffers")
def test_a_file_may_take_longer_than_a_piece_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "CONNECT_SECONDS", 0.8)

    with slow_reader(piece=32 * 1024, pause=0.3) as (server, transport):
        began = time.monotonic()
        answer = send_file(transport)

        assert answer.ok
        assert time.monotonic() - began > http.CONNECT_SECONDS
        assert server.received.endswith(b"\r\n\r\n" + FILE)
        assert b"transfer-encoding" not in server.received.partition(b"\r\n\r\n")[0].lower()


@pytest.mark.usefixtures("small_buffers")
def test_a_file_that_takes_too_long_as_a_whole_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WHOLE_SECONDS", 0.5)

    with slow_reader(piece=16 * 1024, pause=0.3) as (server, transport):
        began = time.monotonic()
        with pytest.raises(AnswerLost) as caught:
            send_file(transport)

        assert caught.value.timed_out
        assert time.monotonic() - began < 2
        assert 0 < len(server.received) < len(FILE)


def test_what_was_long_under_way_leaves_less_time_for_its_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WHOLE_SECONDS", 0.5)

    with played(None) as (server, transport):
        began = time.monotonic()
        with pytest.raises(AnswerLost) as caught:
            send_file(transport)

        assert caught.value.timed_out
        assert time.monotonic() - began < 2
        assert len(server.requests) == 1


def test_a_reply_whose_answer_names_two_lengths_may_have_arrived() -> None:
    two_lengths = HEAD + b"Content-Length: 20\r\nContent-Length: 21\r\n\r\n" + b'{"result":"success"}'

    with played(two_lengths) as (server, transport):
        with pytest.raises(OutcomeUnknown) as caught:
            make_connector(base_url=transport.base_url).send(to=ChatAddress(CHAT), part=OutgoingPart(text="Да."))

        assert caught.value.code == "answer_lost"
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "error",
    [
        requests.exceptions.ConnectTimeout(),
        requests.exceptions.InvalidURL(),
        requests.exceptions.SSLError(
            urllib3.exceptions.MaxRetryError(
                None,  # type: ignore[arg-type]
                "/x",
                urllib3.exceptions.SSLError(SSLCertVerificationError()),
            )
        ),
    ],
)
def test_once_the_body_is_on_its_way_no_failure_means_that_nothing_left(
    monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """A certificate, for one, may be shown anew in the middle of a connection."""

    def send(_adapter: HTTPAdapter, request: Any, **_: Any) -> None:
        request.body.read(1)
        raise error

    monkeypatch.setattr(HTTPAdapter, "send", send)

    with pytest.raises(AnswerLost):
        send_file(HttpTransport("http://127.0.0.1:1", outward=False))
