"""A mail server on this machine that takes a mail and answers slowly."""

import contextlib
import socket
import time
from collections.abc import Iterable
from threading import Thread
from typing import Any, Final, Self

from core.mail import backend

PATIENCE_SECONDS: Final = 10.0


class SlowMailServer:
    """`seconds` before each `piece` characters of an answer, to `only` one command if named. It serves once."""

    def __init__(self, *, seconds: float, piece: int = 1000, only: str | None = None) -> None:
        self.mails = 0
        self._seconds, self._piece, self._only = seconds, piece, only
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(PATIENCE_SECONDS)
        self._thread = Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join(PATIENCE_SECONDS)
        self._listener.close()

    def use(self, settings: Any) -> None:
        settings.EMAIL_BACKEND = f"{backend.__name__}.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = self._listener.getsockname()

    def _serve(self) -> None:
        """Until the client has had enough."""
        with contextlib.suppress(OSError):
            connection, _ = self._listener.accept()
            with connection, connection.makefile("rb") as lines:
                self._answer(connection, "", "220 slow.example.com is at your service")
                self._talk(connection, lines)

    def _talk(self, connection: socket.socket, lines: Iterable[bytes]) -> None:
        for line in lines:
            command = line.decode().split()[0].upper()
            if command == "DATA":
                self._answer(connection, command, "354 Go ahead")
                next(line for line in lines if line == b".\r\n")
                self.mails += 1
            self._answer(connection, command, "221 Bye" if command == "QUIT" else "250 OK")

    def _answer(self, connection: socket.socket, command: str, text: str) -> None:
        said = f"{text}\r\n".encode()
        for start in range(0, len(said), self._piece):
            if self._only in (None, command):
                time.sleep(self._seconds)
            connection.sendall(said[start : start + self._piece])
