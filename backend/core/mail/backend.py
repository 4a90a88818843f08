"""Django's way to a mail server, with one deadline over all that is said about a mail.

EMAIL_TIMEOUT is for each answer, and many slow ones add up to more than a task has.
"""

import io
import smtplib
import time
from typing import Any, Final
from weakref import proxy

from django.core.mail.backends import smtp

DIALOGUE_SECONDS: Final = 60.0


class BoundedSMTP(smtplib.SMTP):
    """Who is late counts as gone: a farewell is then forgiven by smtplib and Django, after a mail was taken."""

    def __init__(self, *args: Any, **options: Any) -> None:
        self._until = time.monotonic() + DIALOGUE_SECONDS
        super().__init__(*args, **options)

    def send(self, s: Any) -> None:
        self.wait_no_longer()
        super().send(s)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None:
            self.file = io.BufferedReader(_Answers(self))
        return super().getreply()

    def wait_no_longer(self) -> None:
        """The next step of the socket has what is left. SMTPServerDisconnected when nothing is."""
        left = self._until - time.monotonic()
        if left <= 0:
            raise smtplib.SMTPServerDisconnected("The mail server took too long")
        if self.sock is not None:
            self.sock.settimeout(min(self.timeout, left))


class BoundedSMTPWithTLS(BoundedSMTP, smtplib.SMTP_SSL):
    """TLS from the first byte on."""


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self) -> type[BoundedSMTP]:
        return BoundedSMTPWithTLS if self.use_ssl else BoundedSMTP


class _Answers(io.RawIOBase):
    """An answer may come piece by piece, and each of them late."""

    def __init__(self, server: BoundedSMTP) -> None:
        # The server holds its answers: who holds the server back would leave its socket to the garbage collector.
        self._server: BoundedSMTP = proxy(server)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._server.wait_no_longer()
        assert self._server.sock is not None
        return self._server.sock.recv_into(buffer)
