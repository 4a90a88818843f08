"""How many requests a caller may make in a minute, and how the API says so."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Membership
from conftest import signed_in
from core import rate_limits, redis

BEGIN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _three_reads_and_two_writes(settings: Any) -> None:
    settings.API_RATE_LIMITS = {"read": 3, "write": 2}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGIN, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _asks_redis() -> None:
    rate_limits.breaker.mend()


def read(client: APIClient) -> Any:
    return client.get("/api/v1/me")


def write(client: APIClient) -> Any:
    return client.patch("/api/v1/me", {"language": "ru"})


def headers(response: Any) -> tuple[str, ...]:
    names = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
    return tuple(response.headers[name] for name in names)


def test_each_answer_tells_what_is_left(owner: APIClient, clock: time_machine.Traveller) -> None:
    first = read(owner)
    clock.shift(25)
    second = read(owner)

    assert headers(first) == ("3", "2", "60")
    assert headers(second) == ("3", "1", "35")


def test_one_too_many_is_429_until_the_minute_is_over(owner: APIClient, clock: time_machine.Traveller) -> None:
    clock.shift(50)

    answers = [read(owner) for _ in range(5)]

    refused = answers[3]
    (error,) = refused.json()["errors"]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert (error["code"], error["attr"]) == ("throttled", None)
    assert error["remedy"]
    assert headers(refused) == ("3", "0", "10")
    assert refused.headers["Retry-After"] == "10"
    clock.shift(10)
    assert read(owner).status_code == 200


def test_reads_and_writes_are_counted_apart(owner: APIClient) -> None:
    writes = [write(owner).status_code for _ in range(3)]

    assert writes == [200, 200, 429]
    assert headers(read(owner)) == ("3", "2", "60")


def test_a_head_request_is_a_read(owner: APIClient) -> None:
    owner.head("/api/v1/me")

    assert headers(read(owner))[1] == "1"


def test_each_key_has_a_budget_of_its_own(api_key_client: Callable[..., APIClient]) -> None:
    busy, quiet = api_key_client(), api_key_client()

    assert [read(busy).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert read(quiet).status_code == 200


def test_two_sessions_of_one_person_share_a_budget(owner_member: Membership, agent: APIClient) -> None:
    here, there = (signed_in(owner_member.user, owner_member.workspace) for _ in range(2))

    answers = [read(client).status_code for client in (here, there, here, there)]

    assert answers == [200, 200, 200, 429]
    assert read(agent).status_code == 200


def test_a_refusal_of_the_view_is_counted_and_says_so_too(owner: APIClient) -> None:
    response = owner.get("/api/v1/api-keys/999999")

    assert (response.status_code, headers(response)[1]) == (404, "2")


def test_nobody_is_not_counted(anonymous: APIClient, db: None) -> None:
    answers = [read(anonymous) for _ in range(5)]

    assert {answer.status_code for answer in answers} == {401}
    assert "RateLimit-Limit" not in answers[-1].headers


def test_a_limit_of_zero_is_none(owner: APIClient, settings: Any) -> None:
    settings.API_RATE_LIMITS = {"read": 0, "write": 0}

    answers = [read(owner) for _ in range(5)]

    assert {answer.status_code for answer in answers} == {200}
    assert "RateLimit-Limit" not in answers[-1].headers


def test_without_redis_everybody_passes_and_it_is_not_asked_each_time(
    owner: APIClient, settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"

    answers = [read(owner).status_code for _ in range(5)]

    assert answers == [200] * 5
    assert [record.getMessage() for record in caplog.records if "rate_limits" in record.getMessage()] == [
        "rate_limits.not_counted"
    ]


def test_counting_goes_on_once_redis_is_back(owner: APIClient, settings: Any, clock: time_machine.Traveller) -> None:
    reachable = settings.REDIS_URL
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    read(owner)
    settings.REDIS_URL = reachable

    at_once = read(owner)
    clock.shift(rate_limits.PAUSE + 1)
    later = read(owner)

    assert "RateLimit-Limit" not in at_once.headers
    assert headers(later)[1] == "2"


def test_one_exchange_with_redis_counts_a_request(owner: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    commands: list[list[str]] = []
    pipeline = redis.client().pipeline().__class__
    execute = pipeline.execute

    def noted(self: Any, *args: Any, **kwargs: Any) -> Any:
        commands.append([str(command[0][0]) for command in self.command_stack])
        return execute(self, *args, **kwargs)

    monkeypatch.setattr(pipeline, "execute", noted)

    read(owner)

    assert commands == [["INCRBY", "EXPIRE"]]


def test_what_was_counted_is_forgotten(owner: APIClient) -> None:
    read(owner)

    client = redis.client()
    (key,) = client.scan_iter("rate:*")
    assert 60 <= client.ttl(key) <= 120
