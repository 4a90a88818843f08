import logging
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection
from django.test import Client
from psycopg import errors

from core import outages
from core.outages import is_outage, outage_ends


@pytest.fixture
def _no_database(transactional_db: None) -> Iterator[None]:
    """The server is out of reach: the next connection finds nobody at the port."""
    port = connection.settings_dict["PORT"]
    connection.close()
    connection.settings_dict["PORT"] = "1"
    yield
    connection.close()
    connection.settings_dict["PORT"] = port


@pytest.mark.usefixtures("_no_database")
@pytest.mark.parametrize("path", ["/api/v1/me", "/api/v1/api-keys"])
def test_any_call_is_503_in_the_error_body(client: Client, path: str) -> None:
    response = client.get(path, headers={"Authorization": "Bearer aiq_live_12345678_" + "z" * 32})

    assert response.status_code == 503
    assert response.json()["errors"][0]["code"] == "database_unavailable"
    assert response.headers["Retry-After"] == "5"


@pytest.mark.usefixtures("_no_database")
def test_a_session_cannot_be_read_either(client: Client) -> None:
    client.cookies["sessionid"] = "a" * 32

    assert client.get("/api/v1/me").status_code == 503


@pytest.mark.usefixtures("_no_database")
def test_an_outage_is_told_without_a_traceback(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client.cookies["sessionid"] = "a" * 32

    with caplog.at_level(logging.WARNING):
        client.get("/api/v1/me")

    assert "database.unavailable" in [record.message for record in caplog.records]
    assert not [record for record in caplog.records if record.exc_info]


@pytest.mark.usefixtures("_no_database")
def test_readiness_says_that_the_database_is_missing(client: Client) -> None:
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["parts"]["database"] == "down: OperationalError"


@pytest.mark.parametrize(
    ("cause", "outage"),
    [
        (None, True),
        (errors.AdminShutdown(), True),
        (errors.TooManyConnections(), True),
        (errors.ConnectionFailure(), True),
        (errors.QueryCanceled(), False),
        (errors.DeadlockDetected(), False),
        (errors.LockNotAvailable(), False),
    ],
)
def test_only_a_server_out_of_reach_is_an_outage(cause: Exception | None, outage: bool) -> None:
    error = OperationalError("x")
    error.__cause__ = cause

    assert is_outage(error) is outage


def run_without_database(error: Exception) -> None:
    with outage_ends("chats.look"):
        raise error


def test_tasks_that_meet_an_outage_end_and_say_so_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outages, "_told", outages.Told())

    for _ in range(5):
        run_without_database(OperationalError("gone"))

    assert [(record.message, record.exc_info) for record in caplog.records] == [("database.unavailable", None)]


def test_the_end_of_an_outage_is_noticed_by_the_next_run_that_works(monkeypatch: pytest.MonkeyPatch) -> None:
    told = outages.Told(is_told=True)
    monkeypatch.setattr(outages, "_told", told)

    with outage_ends("chats.look"):
        pass

    assert not told.is_told


def test_a_deadlock_is_a_fault_and_no_outage() -> None:
    error = OperationalError("x")
    error.__cause__ = errors.DeadlockDetected()

    with pytest.raises(OperationalError):
        run_without_database(error)
