import re
import stat
import subprocess
from pathlib import Path
from threading import Event

import pytest
from environ import Env

from gate.place import given_for_tests
from stack import execute
from stack.dotenv import read_env_file, write_env_file
from stack.environment import child_environment, given_environment, wants_demo
from stack.local_secrets import local_secrets
from stack.paths import ROOT
from stack.problems import StackError


def test_what_the_caller_gave_is_never_replaced() -> None:
    env = child_environment({"SECRET_KEY": "given", "HOME": "/"}, {"SECRET_KEY": "made up", "REDIS_URL": "made up"})

    assert env["SECRET_KEY"] == "given"
    assert env["REDIS_URL"] == "made up"


def test_the_real_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stack.environment.ROOT", tmp_path)
    (tmp_path / ".env").write_text("PORT=9000\nPOLL_SECONDS=5\n")
    monkeypatch.setenv("PORT", "9100")
    monkeypatch.delenv("POLL_SECONDS", raising=False)

    given = given_environment()

    assert (given["PORT"], given["POLL_SECONDS"]) == ("9100", "5")


def test_an_empty_value_decides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stack.environment.ROOT", tmp_path)
    monkeypatch.setenv("DATABASE_URL", "")

    assert "DATABASE_URL" not in given_environment()


def test_what_was_set_for_the_product_decides_nothing_in_tests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stack.environment.ROOT", tmp_path)
    for name in ("PORT", "PYTHONDONTWRITEBYTECODE", "LC_TIME"):
        monkeypatch.setenv(name, "1")

    given = given_for_tests()

    assert ("PORT" in given, "PYTHONDONTWRITEBYTECODE" in given, given["LC_TIME"]) == (False, False, "1")


def test_what_may_be_a_file_is_read_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stack.environment.ROOT", tmp_path)
    (tmp_path / "url").write_text("postgres://agentiq:x@db/agentiq\n")
    monkeypatch.setenv("DATABASE_URL_FILE", str(tmp_path / "url"))
    read = given_environment()["DATABASE_URL"]
    (tmp_path / "url").unlink()

    with pytest.raises(StackError, match="cannot be read"):
        given_environment()

    assert read == "postgres://agentiq:x@db/agentiq"


def test_production_is_never_given_servers_that_were_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execute, "given_environment", lambda: {"ENVIRONMENT": "production"})
    monkeypatch.setattr(execute, "holder", lambda _lock: None)

    with pytest.raises(StackError, match="DATABASE_URL"), execute.servers(Event()):
        pass


@pytest.mark.parametrize(
    ("given", "demo"),
    [({}, True), ({"DEMO": "1"}, True), ({"DEMO": "0"}, False), ({"OZON_API_URL": "http://127.0.0.1:9900"}, False)],
)
def test_the_demo_stays_away_when_it_is_unwanted_or_another_marketplace_is_named(
    given: dict[str, str], demo: bool
) -> None:
    assert wants_demo(given) is demo


def test_a_file_of_values_is_read_as_it_was_written_and_only_by_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "run.env"
    values = {"DATABASE_URL": "postgres://user:a=b@127.0.0.1:1/x", "EMPTY": ""}

    write_env_file(path, values)

    assert read_env_file(path) == values
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_comments_quotes_and_exports_of_a_hand_written_file_are_understood(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# NAME=no\n\nexport ONE='a b'\nTWO=\"c\"\nTHREE = d\n")

    assert read_env_file(path) == {"ONE": "a b", "TWO": "c", "THREE": "d"}


def test_the_example_means_the_same_to_each_of_its_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "example.env"
    path.write_text(re.sub(r"^#(?=[A-Z_]+=)", "", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))
    of_the_product: dict[str, str] = {}
    monkeypatch.setattr(Env, "ENVIRON", of_the_product)

    Env.read_env(path, overwrite=True)
    done = subprocess.run(["sh", "-ac", '. "$0"; env', path], env={}, capture_output=True, text=True, check=True)
    of_a_shell = dict(line.split("=", 1) for line in done.stdout.splitlines())

    of_our_tools = read_env_file(path)
    assert "DEFAULT_FROM_EMAIL" in of_our_tools
    assert of_the_product == of_our_tools
    assert {name: of_a_shell[name] for name in of_our_tools} == of_our_tools


def test_secrets_are_made_once_and_kept(tmp_path: Path) -> None:
    first = local_secrets(tmp_path)

    assert local_secrets(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secrets.env").stat().st_mode) == 0o600
