import json
import logging
from collections.abc import Iterator
from typing import Any, Final

import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from config.sentry import options, start_sentry

WORDS: Final = "Где-мой-заказ-4711"


class Collecting(Transport):
    """Keeps what would have been sent."""

    def __init__(self, options: Any = None) -> None:
        super().__init__(options)
        self.sent: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        event = envelope.get_event()
        if event is not None:
            self.sent.append(dict(event))


@pytest.fixture
def sent() -> Iterator[list[dict[str, Any]]]:
    """What reaches Sentry while this test runs."""
    transport = Collecting()
    given = options(dsn="http://key@127.0.0.1:1/1", environment="test") | {"transport": transport}
    before = sentry_sdk.get_client()
    with sentry_sdk.isolation_scope():
        sentry_sdk.get_global_scope().set_client(sentry_sdk.Client(**given))
        yield transport.sent
        sentry_sdk.get_global_scope().set_client(before)


def test_an_address_that_cannot_be_read_is_named_and_not_shown() -> None:
    with pytest.raises(ImproperlyConfigured, match="SENTRY_DSN cannot be read") as refused:
        start_sentry(dsn="https://key@sentry.example.com/shop", environment="test")

    assert "shop" not in str(refused.value)


def break_with(words: str) -> None:
    letter = {"text": words}
    raise ValueError(f"cannot read {letter}")


def test_a_fault_is_reported_with_its_place_and_without_anybodys_words(sent: list[dict[str, Any]]) -> None:
    try:
        break_with(WORDS)
    except ValueError:
        logging.getLogger("chats").exception("sync.failed", extra={"text": WORDS})

    (event,) = sent
    (fault,) = event["exception"]["values"]
    assert (event["message"], event["level"], fault["type"]) == ("sync.failed", "error", "ValueError")
    assert fault["stacktrace"]["frames"][-1]["function"] == "break_with"
    assert WORDS not in json.dumps(event, ensure_ascii=False, default=str)
    assert "vars" not in fault["stacktrace"]["frames"][-1]


def test_words_in_the_place_of_an_event_are_dropped(sent: list[dict[str, Any]]) -> None:
    logging.getLogger("chats").error("Покупатель пишет: %s", WORDS)

    (event,) = sent
    assert "message" not in event
    assert WORDS not in json.dumps(event, ensure_ascii=False, default=str)


def test_a_request_is_reported_by_method_and_path_alone(
    sent: list[dict[str, Any]], client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.api.health.readiness", lambda: break_with(WORDS))
    client.raise_request_exception = False

    client.get(f"/readyz?search={WORDS}", headers={"Authorization": f"Bearer {WORDS}"})

    reported = [event for event in sent if "exception" in event]
    assert reported
    written = json.dumps(reported, ensure_ascii=False, default=str)
    assert "readyz" in written
    assert WORDS not in written


def test_what_is_no_fault_is_not_reported(sent: list[dict[str, Any]]) -> None:
    logging.getLogger("chats").warning("sync.delayed")

    assert sent == []
