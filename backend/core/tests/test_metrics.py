from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.samples import Sample

from core import counters, heartbeat, redis
from core.beat_lag import LongestLag, note_lag
from core.metrics import sources
from core.metrics.own import register_own
from core.metrics.sources import Source, Store, register_source
from core.models import HealthAlert

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_own_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_sources", {})
    register_own()


def scraped(client: Client, **headers: str) -> dict[tuple[str, ...], float]:
    """Each number under its name and the values of its labels."""
    response = client.get("/metrics", headers=headers)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    samples: list[Sample] = [
        sample for family in text_string_to_metric_families(response.content.decode()) for sample in family.samples
    ]
    return {(sample.name, *sample.labels.values()): sample.value for sample in samples}


def test_processes_and_queues_are_measured_where_all_see_them(client: Client) -> None:
    heartbeat.beat(["beat", "worker:sync"])
    note_lag(1.5)
    redis.client().lpush("sync", "{}", "{}")
    redis.client().hset("unacked", "tag", "{}")

    found = scraped(client)

    assert found["agentiq_process_up", "beat"] == 1
    assert found["agentiq_process_up", "worker:sync"] == 1
    assert found["agentiq_process_up", "worker:replies"] == 0
    assert found["agentiq_heartbeat_age_seconds", "beat"] < 5
    assert found["agentiq_beat_lag_seconds",] == 1.5
    assert found["agentiq_queue_depth", "sync"] == 2
    assert found["agentiq_queue_depth", "bulk"] == 0
    assert found["agentiq_tasks_unacknowledged",] == 1


def test_confirmed_alerts_are_counted_by_kind(client: Client) -> None:
    now = timezone.now()
    HealthAlert.objects.create(kind="worker_dead", subject="sync", since=now, confirmed_at=now)
    HealthAlert.objects.create(kind="worker_dead", subject="bulk", since=now)

    found = scraped(client)

    assert found["agentiq_health_alerts", "worker_dead"] == 1
    assert found["agentiq_health_alerts", "beat_dead"] == 0


def test_without_redis_its_metrics_are_absent_and_that_is_said(client: Client, settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    found = scraped(client)

    assert found["agentiq_store_up", "redis"] == 0
    assert found["agentiq_store_up", "database"] == 1
    assert found["agentiq_metrics_source_up", "queues"] == 0
    assert found["agentiq_metrics_source_up", "alerts"] == 1
    assert not any(name.startswith(("agentiq_queue", "agentiq_process")) for name, *_ in found)


def test_a_database_that_is_away_is_asked_once(client: Client) -> None:
    asked: list[str] = []

    def away(_now: object) -> list[Any]:
        asked.append("database")
        raise OperationalError

    for name in ("first", "second"):
        register_source(Source(name, Store.DATABASE, away))

    found = scraped(client)

    assert asked == ["database"]
    assert found["agentiq_store_up", "database"] == 0
    assert found["agentiq_store_up", "redis"] == 1


def test_a_source_with_a_fault_is_left_out(client: Client) -> None:
    register_source(Source("broken", Store.DATABASE, lambda now: [1 // 0]))  # type: ignore[list-item]

    found = scraped(client)

    assert found["agentiq_metrics_source_up", "broken"] == 0
    assert found["agentiq_store_up", "database"] == 1


def test_a_token_that_is_set_is_asked_for(client: Client, settings: Any) -> None:
    settings.METRICS_TOKEN = "наш-жетон"

    assert client.get("/metrics").status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer other"}).status_code == 401
    assert client.get("/metrics", headers={"Authorization": "Bearer наш-жетон"}).status_code == 200


def test_production_without_a_token_shows_nothing(client: Client, settings: Any) -> None:
    settings.PRODUCTION = True

    response = client.get("/metrics")

    assert response.status_code == 403
    assert b"agentiq_" not in response.content


def test_metrics_are_read_not_written(client: Client) -> None:
    assert client.post("/metrics").status_code == 405


def test_what_several_processes_count_is_one_number() -> None:
    counters.add({"calls": 1, "milliseconds": 20}, ("ozon", "200"))
    counters.add({"calls": 1, "milliseconds": 30}, ("ozon", "200"))
    counters.add({"calls": 1}, ("ozon", "429"))

    assert counters.read("calls") == {("ozon", "200"): 2, ("ozon", "429"): 1}
    assert counters.read("milliseconds") == {("ozon", "200"): 50}


def test_counting_without_redis_is_silent(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    counters.add({"calls": 1}, ("ozon", "200"))


def test_the_longest_lag_is_remembered_for_a_minute_at_least() -> None:
    lag = LongestLag()
    lag.read(at=1000)
    lag.note(0.2)
    lag.note(7.0)
    lag.note(0.1)

    assert lag.read(at=1004) == 7.0
    assert lag.read(at=1060) == 7.0
    assert lag.read(at=1064) == 7.0
    assert lag.read(at=1120) == 7.0
    assert lag.read(at=1124) == 0.0
