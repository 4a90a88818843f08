from collections.abc import Iterator

import pytest

from connectors.http import Answer, AnswerLost, ConnectionNotMade, StreamedAnswer
from connectors.observed import ObservedCall, ObservedTransport


class ScriptedTransport:
    """Answers once, as it was told."""

    base_url = "https://marketplace.example"

    def __init__(self, answer: Answer | StreamedAnswer | Exception) -> None:
        self._answer = answer

    def post(self, path: str, **_: object) -> Answer:
        if isinstance(self._answer, Exception):
            raise self._answer
        assert isinstance(self._answer, Answer)
        return self._answer

    def stream(self, path: str, **_: object) -> StreamedAnswer:
        assert isinstance(self._answer, StreamedAnswer)
        return self._answer


def ticking() -> Iterator[float]:
    yield 10.0
    yield 10.25


def observed(answer: Answer | StreamedAnswer | Exception) -> tuple[ObservedTransport, list[ObservedCall]]:
    calls: list[ObservedCall] = []
    clock = ticking()
    return ObservedTransport(ScriptedTransport(answer), calls.append, clock=lambda: next(clock)), calls


@pytest.mark.parametrize("status", [200, 429, 503])
def test_an_answer_is_reported_with_its_status_and_time(status: int) -> None:
    transport, calls = observed(Answer(status=status, headers={}, body=b"{}"))

    answer = transport.post("/v3/chat/list", headers={}, body=b"{}", fresh=False)

    assert answer.status == status
    assert calls == [ObservedCall(method="/v3/chat/list", outcome=str(status), seconds=0.25)]


@pytest.mark.parametrize(
    ("failure", "outcome"),
    [(ConnectionNotMade(), "not_connected"), (AnswerLost(), "lost"), (AnswerLost(timed_out=True), "timed_out")],
)
def test_an_answer_that_never_came_is_reported_and_still_raised(failure: Exception, outcome: str) -> None:
    transport, calls = observed(failure)

    with pytest.raises(type(failure)):
        transport.post("/v1/chat/send/message", headers={}, body=b"{}", fresh=True)

    assert [call.outcome for call in calls] == [outcome]


def test_all_files_are_one_method() -> None:
    transport, calls = observed(StreamedAnswer(status=200, headers={}, chunks=(piece for piece in [b"x"])))

    transport.stream("/v2/chat/file/e2b5/photo.jpg", headers={})

    assert [(call.method, call.outcome) for call in calls] == [("files", "200")]
