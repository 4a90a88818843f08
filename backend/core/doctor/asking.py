"""One question to an address of ours, the way a browser asks it: the certificate is checked, a redirect is an answer.

Proxies that the environment names are not asked.
"""

import contextlib
import http.client
import ssl
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult

PATIENCE_SECONDS: Final = 5.0
READ_AT_MOST: Final = 512 * 1024
SHOWN_OF_AN_ADDRESS: Final = 200


@dataclass(frozen=True)
class Answer:
    """`ends_at` is the last moment of the certificate in POSIX seconds, None without TLS."""

    status: int
    location: str
    body: bytes
    ends_at: float | None

    @property
    def leads_to(self) -> str:
        """Where a redirect points to, fit to be shown; empty when it is none."""
        return ascii(self.location[:SHOWN_OF_AN_ADDRESS]) if 300 <= self.status < 400 else ""


def ask(url: SplitResult, path: str, *, trust: ssl.SSLContext) -> Answer:
    """Raises OSError, to which a certificate that is refused belongs, and http.client.HTTPException."""
    host = url.hostname or ""
    # Without a port the end of an IPv6 address would be taken for one.
    connection = (
        http.client.HTTPSConnection(host, url.port or 443, timeout=PATIENCE_SECONDS, context=trust)
        if url.scheme == "https"
        else http.client.HTTPConnection(host, url.port or 80, timeout=PATIENCE_SECONDS)
    )
    with contextlib.closing(connection):
        connection.connect()
        shown = connection.sock.getpeercert() if isinstance(connection.sock, ssl.SSLSocket) else None
        connection.request("GET", path, headers={"User-Agent": "agentiq-doctor"})
        response = connection.getresponse()
        return Answer(
            status=response.status,
            location=response.getheader("Location", ""),
            body=response.read(READ_AT_MOST),
            ends_at=ssl.cert_time_to_seconds(str(shown["notAfter"])) if shown else None,
        )


def trust_what_is_shown(url: SplitResult) -> ssl.SSLContext:
    """Takes the certificate that the server shows now, whoever signed it, while it is in force and of that name."""
    shown = ssl.get_server_certificate((url.hostname or "", url.port or 443), timeout=PATIENCE_SECONDS)
    trust = ssl.create_default_context(cadata=shown)
    trust.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    return trust
