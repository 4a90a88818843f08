"""How the addresses of the servers are read, and what is said of one that cannot be."""

import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from environ import Env

from config.servers import database, redis_url
from config.tests.test_environment import start

OURS = {"connect_timeout": 3, "options": "-c lock_timeout=1"}
CONNECTIONS = """
import json, django
django.setup()
from django.core.cache import cache
from config.celery import app
from core import redis
ours = redis.client().connection_pool.make_connection()
cached = cache._cache.get_client().connection_pool.make_connection()
print(json.dumps([int(ours.cert_reqs), int(cached.cert_reqs), int(app.connection_for_read().ssl["ssl_cert_reqs"])]))
"""


def read_database(monkeypatch: pytest.MonkeyPatch, url: str) -> dict[str, Any]:
    monkeypatch.setenv("DATABASE_URL", url)
    return database(Env(), options=OURS)


def test_what_the_address_asks_of_the_driver_is_kept_beside_our_options(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgres://us:pw@db.example.com/name?sslmode=verify-full&sslrootcert=/etc/ca.pem&connect_timeout=9"

    found = read_database(monkeypatch, url)

    assert found["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ca.pem",
        "connect_timeout": 9,
        "options": "-c lock_timeout=1",
    }


def test_settings_of_a_session_that_the_address_names_come_after_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_database(monkeypatch, "postgres://us:pw@db/name?options=-c%20work_mem%3D8MB")

    assert found["OPTIONS"]["options"] == "-c lock_timeout=1 -c work_mem=8MB"


def test_production_asks_the_database_for_the_tls_that_its_address_names() -> None:
    code = "from django.conf import settings as s; print(*s.DATABASES['default']['OPTIONS'].values())"

    started = start(code, DATABASE_URL="postgres://us:pw@db.example.com/name?sslmode=verify-full")

    assert "verify-full" in started.stdout.split(), started.stderr
    assert "-c statement_timeout=" in started.stdout


@pytest.mark.parametrize(("asked", "reqs"), [("", 2), ("?ssl_cert_reqs=required", 2), ("?ssl_cert_reqs=none", 0)])
def test_every_client_of_redis_takes_a_good_certificate_alone_unless_told_otherwise(asked: str, reqs: int) -> None:
    started = start(CONNECTIONS, REDIS_URL=f"rediss://:pw@redis.example.com:6380/0{asked}")

    assert started.stdout, started.stderr
    assert json.loads(started.stdout) == [reqs, reqs, reqs]


def test_other_words_of_the_address_of_redis_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "rediss://h:1/0?ssl_ca_certs=/etc/ca.pem")

    assert redis_url(Env()) == "rediss://h:1/0?ssl_ca_certs=/etc/ca.pem&ssl_cert_reqs=required"


def test_a_demand_that_one_client_would_not_understand_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", "rediss://h:1/0?ssl_cert_reqs=CERT_NONE")

    with pytest.raises(ImproperlyConfigured, match="ssl_cert_reqs in REDIS_URL is one of required, optional, none"):
        redis_url(Env())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "postgres://agentiq:Qx/seven@127.0.0.1:5432/agentiq"),
        ("DATABASE_URL", "postgres://agentiq:12/seven@127.0.0.1:5432/agentiq"),
        ("DATABASE_URL", "postgres://agentiq:Qx#seven@127.0.0.1:5432/agentiq"),
        ("DATABASE_URL", "mysql://agentiq:seven@127.0.0.1:5432/agentiq"),
        ("REDIS_URL", "redis://:Qx/seven@127.0.0.1:6379/0"),
        ("REDIS_URL", "redis://:12/seven@127.0.0.1:6379/0"),
        ("REDIS_URL", "127.0.0.1:6379"),
    ],
)
def test_an_address_that_cannot_be_read_is_named_and_not_shown(name: str, value: str) -> None:
    started = start(**{name: value})

    last_line = started.stderr.strip().splitlines()[-1]
    assert started.returncode != 0
    assert last_line.startswith(f"django.core.exceptions.ImproperlyConfigured: {name} cannot be read")
    assert "seven" not in started.stderr
    assert "Qx" not in started.stderr
