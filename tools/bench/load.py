"""Requests as fast as answers come, over some kept connections; a process of its own.

python -m bench.load PORT PATH CONNECTIONS SECONDS — header lines on standard input, a line of JSON out.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field

LOOPBACK = "127.0.0.1"
_MOST_SECONDS = 120.0
_MOST_REQUESTS = 500_000


@dataclass
class Shot:
    """What one connection saw."""

    seconds: list[float] = field(default_factory=list)
    statuses: dict[str, int] = field(default_factory=dict)
    bytes: int = 0


def shoot(port: int, request: bytes, until: float, shot: Shot) -> None:
    """Plain sockets, for a client that parses little leaves the processors to the server."""
    with socket.create_connection((LOOPBACK, port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (began := time.perf_counter()) < until and len(shot.seconds) < _MOST_REQUESTS:
            connection.sendall(request)
            status, size = _read_answer(connection)
            shot.seconds.append(time.perf_counter() - began)
            shot.statuses[status] = shot.statuses.get(status, 0) + 1
            shot.bytes += size


def _read_answer(connection: socket.socket) -> tuple[str, int]:
    data = b""
    while (end := data.find(b"\r\n\r\n")) < 0:
        data += _some(connection)
    head = data[:end]
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(data) < end + 4 + length:
        data += _some(connection)
    return head[9:12].decode(), len(data)


def _some(connection: socket.socket) -> bytes:
    piece = connection.recv(262_144)
    if not piece:
        raise ConnectionError("the server closed the connection")
    return piece


def main(port: int, path: str, connections: int, seconds: float, headers: str) -> None:
    lines = [f"GET {path} HTTP/1.1", f"Host: {LOOPBACK}:{port}", "Accept: application/json", *headers.splitlines()]
    request = "\r\n".join([*lines, "", ""]).encode()
    shots = [Shot() for _ in range(connections)]
    used, began = time.process_time(), time.perf_counter()
    until = began + min(seconds, _MOST_SECONDS)
    threads = [threading.Thread(target=shoot, args=(port, request, until, shot)) for shot in shots]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    statuses: dict[str, int] = {}
    for shot in shots:
        for status, number in shot.statuses.items():
            statuses[status] = statuses.get(status, 0) + number
    print(
        json.dumps(
            {
                "took": took,
                "cpu": time.process_time() - used,
                "seconds": [second for shot in shots for second in shot.seconds],
                "statuses": statuses,
                "bytes": sum(shot.bytes for shot in shots),
            }
        )
    )


if __name__ == "__main__":
    _, _port, _path, _connections, _seconds = sys.argv
    main(int(_port), _path, int(_connections), float(_seconds), sys.stdin.read())
