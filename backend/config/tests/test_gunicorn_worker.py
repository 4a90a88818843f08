"""How a process of the API leaves, seen by a proxy that stands before it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from config.tests.workers import BACKEND, wait_until

WORKER_CLASS: Final = (BACKEND / "bin" / "api").read_text().split("--worker-class ")[1].split()[0]
# Answers when the file that the address names is there.
APPLICATION: Final = """
import os, time
def application(environ, start_response):
    while not os.path.exists(environ["PATH_INFO"]):
        time.sleep(0.02)
    start_response("200 OK", [("Content-Length", "4")])
    return [b"done"]
"""

Api = tuple[int, "subprocess.Popen[bytes]"]
"""Its port, and the process."""


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    (tmp_path / "waiting_app.py").write_text(APPLICATION)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number: int = free.getsockname()[1]
    options = ["--worker-class", WORKER_CLASS, "--threads", "2", "--bind", f"127.0.0.1:{number}"]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "waiting_app:application",
            *options,
            "--keep-alive",
            "5",
            "--no-control-socket",
        ],
        cwd=BACKEND,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{BACKEND}"},
    )
    try:
        wait_until(lambda: can_connect(number))
        yield number, process
    finally:
        process.kill()
        process.wait(10)


def can_connect(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def send(port: int, path: Path) -> socket.socket:
    asking = socket.create_connection(("127.0.0.1", port), timeout=10)
    asking.sendall(f"POST {path} HTTP/1.1\r\nHost: api\r\nContent-Length: 0\r\n\r\n".encode())
    return asking


def answer(asking: socket.socket) -> bytes:
    with asking:
        heard = b""
        while not heard.endswith(b"done") and (more := asking.recv(4096)):
            heard += more
    return heard


def test_whoever_comes_after_the_order_to_end_is_refused_while_a_request_is_in_hand(api: Api, tmp_path: Path) -> None:
    number, process = api
    in_hand = send(number, tmp_path / "end")
    time.sleep(0.3)

    process.send_signal(signal.SIGTERM)
    wait_until(lambda: not can_connect(number))
    (tmp_path / "end").touch()

    assert answer(in_hand).endswith(b"done")
    assert process.wait(10) == 0


def test_whoever_had_connected_before_is_answered(api: Api, tmp_path: Path) -> None:
    number, process = api
    (tmp_path / "end").touch()
    waiting = [send(number, tmp_path / "end") for _ in range(20)]

    process.send_signal(signal.SIGTERM)

    assert [answer(asking)[-4:] for asking in waiting] == [b"done"] * 20
    assert process.wait(10) == 0
