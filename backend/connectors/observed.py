"""A transport that reports each call to whoever counts them."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from connectors.http import Answer, AnswerLost, ConnectionNotMade, StreamedAnswer, Transport

FILES: Final = "files"


@dataclass(frozen=True)
class ObservedCall:
    """What became of one call: a status of HTTP, or a word for an answer that never came."""

    method: str
    outcome: str
    seconds: float


CallObserver = Callable[[ObservedCall], None]
AnyAnswer = TypeVar("AnyAnswer", Answer, StreamedAnswer)


def ignore_calls(_call: ObservedCall) -> None:
    """The observer of those who do not count."""


class ObservedTransport:
    """The addresses of methods are few; those of files hold ids, so all files are one method."""

    def __init__(
        self, transport: Transport, on_call: CallObserver, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.base_url = transport.base_url
        self._transport = transport
        self._on_call = on_call
        self._clock = clock

    def post(self, path: str, *, headers: Mapping[str, str], body: bytes, fresh: bool) -> Answer:
        return self._observed(path, lambda: self._transport.post(path, headers=headers, body=body, fresh=fresh))

    def stream(self, path: str, *, headers: Mapping[str, str]) -> StreamedAnswer:
        return self._observed(FILES, lambda: self._transport.stream(path, headers=headers))

    def _observed(self, method: str, call: Callable[[], AnyAnswer]) -> AnyAnswer:
        began = self._clock()
        outcome = "failed"
        try:
            answer = call()
            outcome = str(answer.status)
            return answer
        except ConnectionNotMade:
            outcome = "not_connected"
            raise
        except AnswerLost as lost:
            outcome = "timed_out" if lost.timed_out else "lost"
            raise
        finally:
            self._on_call(ObservedCall(method=method, outcome=outcome, seconds=self._clock() - began))
