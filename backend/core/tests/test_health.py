import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core import health, heartbeat
from core.health import Check, register_check

EVERYBODY = ["beat", "worker:replies", "worker:sync"]


@pytest.fixture
def _no_redis(settings: object) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _only_own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_registered", {})


def test_the_process_lives_without_asking_anybody(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_all_in_place_is_ready(client: Client, db: None) -> None:
    heartbeat.beat(EVERYBODY)

    response = client.get("/readyz")

    assert response.status_code == 200
    parts = ["database", "redis", "beat", "worker:replies", "worker:sync"]
    assert response.json() == {"status": "ready", "parts": dict.fromkeys(parts, "ok")}


@pytest.mark.parametrize("absent", EVERYBODY)
def test_a_part_without_a_sign_of_life_is_named(client: Client, db: None, absent: str) -> None:
    heartbeat.beat(part for part in EVERYBODY if part != absent)

    response = client.get("/readyz")

    assert response.status_code == 503
    assert [name for name, state in response.json()["parts"].items() if state != "ok"] == [absent]


@pytest.mark.usefixtures("_no_redis")
def test_without_redis_it_is_not_ready_but_answers(client: Client, db: None) -> None:
    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["parts"]["database"] == "ok"
    assert response.json()["parts"]["redis"].startswith("down")


def test_an_app_may_add_a_part_of_its_own(client: Client, db: None) -> None:
    heartbeat.beat(EVERYBODY)
    register_check("demo", lambda: Check(ok=False, text="no demo workspace"))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["parts"]["demo"] == "down: no demo workspace"


def test_a_check_that_fails_itself_does_not_break_the_answer(client: Client, db: None) -> None:
    heartbeat.beat(EVERYBODY)
    register_check("demo", lambda: Check(ok=bool(1 // 0)))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["parts"]["database"] == "ok"


def test_readiness_costs_one_query(client: Client, db: None) -> None:
    heartbeat.beat(EVERYBODY)

    with CaptureQueriesContext(connection) as queries:
        client.get("/readyz")

    assert len(queries) == 1
