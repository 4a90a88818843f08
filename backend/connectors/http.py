"""One HTTP exchange with a marketplace, with an answer to the question that matters: did anything leave?"""

import io
import json
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from ssl import SSLCertVerificationError
from typing import Protocol
from urllib.parse import urlsplit

import requests
import urllib3

from connectors.sessions import new_session, thread_session

# To connect, and to hand over each piece of a request.
CONNECT_SECONDS = 5.0
READ_SECONDS = 15.0
# From the beginning to the answer: what takes long to leave has less time for its answer.
WHOLE_SECONDS = 20.0
STREAM_SECONDS = 120.0
MAX_BODY = 32 * 1024 * 1024
CHUNK = 64 * 1024

# No InvalidHeader: requests says that of an answer's headers too.
NEVER_LEFT = (
    requests.exceptions.ConnectTimeout,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
)


class ConnectionNotMade(Exception):
    """Nothing was sent: refused, unreachable, no such host, untrusted certificate."""


class AnswerLost(Exception):
    """Something may have been sent, and no whole answer came back."""

    def __init__(self, *, timed_out: bool = False, too_large: bool = False) -> None:
        super().__init__("timed out" if timed_out else "too large" if too_large else "dropped")
        self.timed_out = timed_out
        self.too_large = too_large


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> object:
        """The body as JSON; ValueError when it is not. No number passes through a float."""
        text = self.body.decode("utf-8-sig", "replace")
        try:
            return json.loads(text, parse_float=Decimal, parse_constant=lambda _: None)
        except RecursionError:
            raise ValueError("nested too deep") from None
        except ArithmeticError:
            raise ValueError("a number that is too large") from None


@dataclass(frozen=True)
class StreamedAnswer:
    """An answer whose head is known and whose body is read by the caller."""

    status: int
    headers: Mapping[str, str]
    chunks: Generator[bytes, None, None] = field(repr=False)

    def close(self) -> None:
        self.chunks.close()


class PacedBody(io.BytesIO):
    """A body that leaves in pieces, each of which has its own time; after the deadline none is begun.

    In one piece the time to connect would have to do for all of it.
    """

    def __init__(self, content: bytes, *, deadline: float) -> None:
        super().__init__(content)
        self.deadline = deadline

    def read(self, size: int | None = -1, /) -> bytes:
        if time.monotonic() > self.deadline:
            raise TimeoutError
        return super().read(size)


class Transport(Protocol):
    """How a client reaches its marketplace; tests put their own in its place."""

    base_url: str

    def post(self, path: str, *, headers: Mapping[str, str], body: bytes, fresh: bool) -> Answer:
        """Post JSON. A fresh connection is one nobody used before, so its failure has one meaning."""

    def stream(self, path: str, *, headers: Mapping[str, str]) -> StreamedAnswer:
        """Get bytes that may be too many to hold."""


class HttpTransport:
    """Real HTTP to one base address: no redirects, no proxies of the environment, no cookies.

    Only to a public address, unless whoever runs the product chose the base address themselves.
    """

    def __init__(self, base_url: str, *, outward: bool = True) -> None:
        self.base_url = base_url.rstrip("/")
        self.outward = outward

    def post(self, path: str, *, headers: Mapping[str, str], body: bytes, fresh: bool) -> Answer:
        session = (new_session if fresh else thread_session)(outward=self.outward)
        heads = {**headers, "Content-Type": "application/json", "Accept": "application/json"}
        if fresh:
            heads["Connection"] = "close"
        deadline = time.monotonic() + WHOLE_SECONDS
        content = PacedBody(body, deadline=deadline)
        patience = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS, total=WHOLE_SECONDS)
        try:
            response = self._open(session, "POST", path, headers=heads, body=content, patience=patience)
            with response:
                whole = b"".join(read_body(response, max_bytes=MAX_BODY, deadline=deadline))
                return Answer(status=response.status_code, headers=response.headers, body=whole)
        finally:
            if fresh:
                session.close()

    def stream(self, path: str, *, headers: Mapping[str, str]) -> StreamedAnswer:
        heads = {**headers, "Accept": "*/*", "Accept-Encoding": "identity"}
        patience = urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
        session = thread_session(outward=self.outward)
        response = self._open(session, "GET", path, headers=heads, body=None, patience=patience)
        deadline = time.monotonic() + STREAM_SECONDS
        chunks = read_body(response, max_bytes=None, deadline=deadline)
        return StreamedAnswer(status=response.status_code, headers=response.headers, chunks=chunks)

    def _open(
        self,
        session: requests.Session,
        verb: str,
        path: str,
        *,
        headers: Mapping[str, str],
        body: PacedBody | None,
        patience: urllib3.Timeout,
    ) -> requests.Response:
        try:
            return session.request(
                verb,
                self.base_url + path,
                headers=headers,
                data=body,
                timeout=patience,  # type: ignore[arg-type]  # unknown to the stubs, not to requests
                allow_redirects=False,
                stream=True,
            )
        except requests.exceptions.RequestException as error:
            has_begun = body is not None and body.tell() > 0
            if not has_begun and was_never_connected(error):
                raise ConnectionNotMade from error
            is_late = body is not None and time.monotonic() > body.deadline
            raise AnswerLost(timed_out=is_late or isinstance(error, requests.exceptions.Timeout)) from error


def was_never_connected(error: requests.exceptions.RequestException) -> bool:
    """True only when the failure is known to have come before the first byte of the request."""
    if isinstance(error, NEVER_LEFT):
        return True
    reason = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(reason, urllib3.exceptions.NewConnectionError | urllib3.exceptions.ConnectTimeoutError):
        return True
    return isinstance(reason, urllib3.exceptions.SSLError) and any(
        isinstance(cause, SSLCertVerificationError) for cause in (*reason.args, reason.__cause__)
    )


def read_body(response: requests.Response, *, max_bytes: int | None, deadline: float) -> Generator[bytes, None, None]:
    """The body piece by piece; a slow or endless one is given up."""
    total = 0
    try:
        while chunk := response.raw.read1(CHUNK, decode_content=True):
            total += len(chunk)
            if max_bytes is not None and total > max_bytes:
                raise AnswerLost(too_large=True)
            if time.monotonic() > deadline:
                raise AnswerLost(timed_out=True)
            yield chunk
    except urllib3.exceptions.TimeoutError as error:
        raise AnswerLost(timed_out=True) from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise AnswerLost from error
    finally:
        response.close()


def origin(url: str) -> str | None:
    """Scheme, host and port of an address, or None when it has none or hides something."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or "\\" in url:
        return None
    default = 443 if parts.scheme == "https" else 80
    return f"{parts.scheme}://{parts.hostname}:{port or default}"
