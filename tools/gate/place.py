"""A throw-away place for one run of the gate: its folder, servers, databases and environment."""

import secrets
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from gate.redis_numbers import empty_numbers
from gate.template import Template
from stack.databases import create_database, drop_database
from stack.environment import child_environment, given_environment
from stack.identity import outside_folder
from stack.paths import LOCAL, private_folder
from stack.services import start_services
from stack.supervisor import Supervisor

LOG_FOLDER = LOCAL / "log" / "test"

# What a developer set for `make run` must not decide how the tests end.
_NOT_FOR_TESTS = {
    "ENVIRONMENT", "DEMO", "PORT", "HOST", "PUBLIC_URL", "OZON_API_URL", "POLL_SECONDS", "SECRET_KEY",
    "CREDENTIAL_KEYS", "ALLOWED_HOSTS", "EMAIL_URL", "LOG_FORMAT", "LOG_FILE", "API_RATE_LIMITS", "SENTRY_DSN",
    "METRICS_TOKEN", "ALERT_EMAILS", "SIGNUP",
    # Dozens of processes are started, each of which would compile all of our code anew.
    "PYTHONDONTWRITEBYTECODE",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    home: Path
    supervisor: Supervisor
    # For the unit tests, for those that go on beside them, and for the product that the browser journeys drive: they
    # never share data.
    env: Mapping[str, str]
    second_env: Mapping[str, str]
    third_env: Mapping[str, str]
    journey_env: Mapping[str, str]
    template: Template


@contextmanager
def throw_away_place(stop: threading.Event) -> Iterator[Place]:
    _remove_leftovers()
    home = private_folder(LOCAL / f"test-{secrets.token_hex(4)}")
    given = given_for_tests()
    with ExitStack() as stack:
        stack.callback(_remove, home)
        supervisor = stack.enter_context(Supervisor(stop=stop, log_folder=LOG_FOLDER))
        made = start_services(supervisor, home=home, env=child_environment(given, {}), throw_away=True)
        env = child_environment(given, made) | {"NO_COLOR": "1"}
        numbers = stack.enter_context(empty_numbers(env["REDIS_URL"], 4))
        server = env["DATABASE_URL"]
        purposes = ("second", "third", "journeys", "template")
        second, third, journeys, template = (_new_database(stack, server, name) for name in purposes)
        for name in (urlsplit(url).path.removeprefix("/") for url in (server, second, third)):
            stack.callback(_drop, server, f"test_{name}")
        yield Place(
            home=home,
            supervisor=supervisor,
            env={**env, "REDIS_URL": numbers[0]},
            second_env={**env, "REDIS_URL": numbers[1], "DATABASE_URL": second},
            third_env={**env, "REDIS_URL": numbers[2], "DATABASE_URL": third},
            journey_env={**env, "REDIS_URL": numbers[3], "DATABASE_URL": journeys},
            template=Template(supervisor, {**env, "DATABASE_URL": template}),
        )


def given_for_tests() -> dict[str, str]:
    return {name: value for name, value in given_environment().items() if name not in _NOT_FOR_TESTS}


def _new_database(stack: ExitStack, url: str, purpose: str) -> str:
    """The URL of a database that is dropped with the rest."""
    name = f"agentiq_{purpose}_{secrets.token_hex(4)}"
    made = create_database(url, name)
    stack.callback(_drop, url, name)
    return made


def _drop(url: str, name: str) -> None:
    # A server that died has already been reported.
    with suppress(psycopg.OperationalError):
        drop_database(url, name)


def _remove_leftovers() -> None:
    """Folders of runs that were killed before they could tidy up; the lock says that none of them goes on."""
    for folder in LOCAL.glob("test-*"):
        _remove(folder)


def _remove(home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    shutil.rmtree(outside_folder(home), ignore_errors=True)
