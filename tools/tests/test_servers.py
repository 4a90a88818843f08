"""The embedded servers, really started."""

import os
import threading
from pathlib import Path

import psycopg
import pytest
import redis

from stack.services import start_services
from stack.supervisor import Supervisor

pytestmark = pytest.mark.process


def started(folder: Path) -> tuple[Supervisor, dict[str, str]]:
    supervisor = Supervisor(stop=threading.Event(), log_folder=folder / "log")
    env = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    return supervisor, start_services(supervisor, home=folder, env=env, throw_away=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("stack.identity.ROOT", tmp_path)
    return tmp_path


def test_a_second_start_finds_the_data_of_the_first(home: Path) -> None:
    supervisor, found = started(home)
    with supervisor, psycopg.connect(found["DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE shop AS SELECT 'Ёлка' AS title")
        redis.Redis.from_url(found["REDIS_URL"]).set("shop", "Ёлка")

    supervisor, found = started(home)
    with supervisor, psycopg.connect(found["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT lower(title) FROM shop").fetchone()
        value = redis.Redis.from_url(found["REDIS_URL"], decode_responses=True).get("shop")

    assert row == ("ёлка",)
    assert value == "Ёлка"


def test_other_users_of_the_machine_are_kept_out(home: Path) -> None:
    supervisor, found = started(home)
    with supervisor:
        stranger = found["DATABASE_URL"].replace("agentiq:", "agentiq:not-", 1)
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(stranger)
        with pytest.raises(redis.AuthenticationError):
            redis.Redis.from_url("redis://" + found["REDIS_URL"].rpartition("@")[2]).ping()


def test_given_servers_are_used_and_none_is_started(tmp_path: Path) -> None:
    env = {"DATABASE_URL": "postgres://db.example/x", "REDIS_URL": "redis://cache.example/0"}

    with Supervisor(stop=threading.Event(), log_folder=tmp_path) as supervisor:
        made = start_services(supervisor, home=tmp_path, env=env)

    assert set(made) == {"SECRET_KEY", "CREDENTIAL_KEYS"}
    assert not (tmp_path / "pg18").exists()
