import logging
from typing import Any

import pytest
from django.test import Client


def test_an_answer_returns_the_id_of_its_request(client: Client) -> None:
    assert client.get("/healthz", headers={"X-Request-Id": "order-7"}).headers["X-Request-Id"] == "order-7"


@pytest.mark.parametrize("sent", ["", "два слова".encode().decode("latin-1"), "x" * 65, "a\tb"])
def test_an_odd_id_is_replaced(client: Client, sent: str) -> None:
    received = client.get("/healthz", headers={"X-Request-Id": sent}).headers["X-Request-Id"]

    assert received != sent
    assert len(received) == 32


def test_the_log_has_the_request_id_and_not_the_query(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client.get("/api/v1/nothing?search=тайна", headers={"X-Request-Id": "order-7"})

    text = "\n".join(str(record.msg) for record in caplog.records)
    assert "order-7" in text
    assert "тайна" not in text
    assert "%D1" not in text


def test_a_new_id_is_the_same_in_the_answer_and_in_the_log(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        received = client.get("/healthz").headers["X-Request-Id"]

    assert received in "\n".join(str(record.msg) for record in caplog.records)


def test_a_refused_request_is_no_warning(client: Client, caplog: pytest.LogCaptureFixture, db: None) -> None:
    with caplog.at_level(logging.WARNING):
        client.get("/api/v1/nothing")
        client.get("/api/v1/me")

    assert not caplog.records


def test_what_is_polled_is_told_only_when_it_failed(
    client: Client, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.QUIET_PATHS = frozenset({"/healthz", "/api/v1/nothing"})

    with caplog.at_level(logging.INFO):
        client.get("/healthz")
        client.get("/api/v1/nothing")

    (event,) = [str(record.msg) for record in caplog.records]
    assert "/api/v1/nothing" in event
