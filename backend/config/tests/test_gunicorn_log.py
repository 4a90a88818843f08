"""What gunicorn writes of requests that Django never saw, through its own handling of them."""

import logging
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
from gunicorn.config import Config  # type: ignore[import-untyped]
from gunicorn.http.errors import InvalidRequestLine  # type: ignore[import-untyped]
from gunicorn.workers.base import Worker  # type: ignore[import-untyped]

from core.tests.worker_log import lines_of, log_written_to

BIN: Final = Path(__file__).resolve().parents[2] / "bin"
MARKER: Final = "Анна-из-Казани"
ADDRESS: Final = f"/api/v1/chats?search={MARKER}"


@pytest.fixture
def config() -> Any:
    """As `bin/api` chooses the log."""
    words = (BIN / "api").read_text().split()
    config = Config()
    config.set("logger_class", words[words.index("--logger-class") + 1])
    return config


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    with log_written_to(tmp_path / "api.log") as file:
        yield file
    logging.getLogger("gunicorn.error").handlers.clear()


def handle(config: Any, error: Exception, *, address: str | None = None) -> None:
    request = address and SimpleNamespace(
        method="GET", uri=address, query=address.partition("?")[2], version=(1, 1), body=BytesIO(), headers=[]
    )
    ours, theirs = socket.socketpair()
    try:
        raise error
    except type(error):
        worker = SimpleNamespace(log=config.logger_class(config), cfg=config)
        Worker.handle_error(worker, request, ours, ("127.0.0.1", 1), error)
    finally:
        ours.close()
        theirs.close()


def test_a_fault_outside_django_is_an_event_without_the_query(
    log: Path, config: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    handle(config, ValueError(f"not a number: {MARKER}"), address=ADDRESS)

    line = lines_of(log)["Error handling request GET /api/v1/chats"]
    assert (line["level"], line["logger"]) == ("error", "gunicorn.error")
    assert line["exception"][0]["frames"][0]["name"] == "handle"
    assert MARKER not in log.read_text()
    assert capfd.readouterr().err == ""


def test_a_request_that_cannot_be_read_is_not_quoted(log: Path, config: Any, capfd: pytest.CaptureFixture[str]) -> None:
    handle(config, InvalidRequestLine(f"GET {ADDRESS}"))

    line = lines_of(log)["request.unreadable"]
    assert (line["level"], line["error"]) == ("warning", "InvalidRequestLine")
    assert MARKER not in log.read_text()
    assert capfd.readouterr().err == ""


def test_what_gunicorn_says_of_itself_is_an_event(log: Path, config: Any, capfd: pytest.CaptureFixture[str]) -> None:
    config.logger_class(config).info("Listening at: %s", "http://127.0.0.1:8000")

    assert lines_of(log)["Listening at: http://127.0.0.1:8000"]["level"] == "info"
    assert capfd.readouterr().err == ""
