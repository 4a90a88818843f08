"""The whole product as real processes on servers of its own, each of which can die and come back at its address."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
from redis import Redis

from stack.binaries import postgres_bin, redis_server
from stack.children import Child, Command
from stack.environment import child_environment
from stack.identity import choose_identity
from stack.management import json_answer, manage
from stack.ports import LOOPBACK, answers, free_port
from stack.processes import migration, product
from stack.readiness import is_ready, what_is_missing
from stack.services import start_services
from stack.simulator import start_simulator
from stack.supervisor import Supervisor

TOKEN = "control-token-of-the-drill"
SLUG = "lavka"
READY_SECONDS = 120.0
SERVERS = ("postgres", "redis")
POLL_SECONDS = "3"
SWEEP_OFTEN = "UPDATE django_celery_beat_intervalschedule SET every = 2 WHERE every = 15 AND period = 'seconds'"
LEFT_OUT = ("DATABASE_URL", "REDIS_URL", "OZON_API_URL", "DJANGO_SETTINGS_MODULE")


class Servers:
    """Started in order, ended in reverse; in between anything may be killed by its name."""

    def __init__(self, home: Path, *, schedule: LiteralString) -> None:
        """`schedule`: SQL that is run before the product begins."""
        self.home = home
        self._schedule = schedule
        self.port = free_port()
        self.url = f"http://{LOOPBACK}:{self.port}"
        self.env: Mapping[str, str] = {}
        self._commands: dict[str, Command] = {}
        self._children: dict[str, Child] = {}
        self._supervisor = Supervisor(stop=threading.Event(), log_folder=home / "log")

    def start(self) -> None:
        given = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        base = child_environment(given, {})
        with Supervisor(stop=threading.Event(), log_folder=self.home / "log") as makers:
            made = start_services(makers, home=self.home, env=base, throw_away=True)
        env = {**base, **made, "PORT": str(self.port), "PUBLIC_URL": self.url, "DEMO": "0"}
        found = start_simulator(self._supervisor, home=self.home, env=env, token=TOKEN, echo=False)
        self.simulator_url = found["OZON_SIMULATOR_URL"]
        self.env = {**env, "OZON_API_URL": self.simulator_url, "POLL_SECONDS": POLL_SECONDS, "API_PROCESSES": "1"}
        self._commands["postgres"] = self._postgres(base)
        self._commands["redis"] = self._redis(base)
        self._commands |= {command.name: command for command in product(self.env, echo=False)}
        self.begin("postgres")
        self.begin("redis")
        self._supervisor.require(migration(self.env), timeout=600)
        with self.connect() as connection:
            connection.execute(self._schedule)
        for name in ("api", "worker-replies", "worker", "beat"):
            self.begin(name)
        wait_for(lambda: is_ready(self.port), seconds=READY_SECONDS, what=lambda: what_is_missing(self.port))

    def stop(self) -> None:
        """The product has nothing to tidy up any more; the servers end in order."""
        for name in reversed(list(self._children)):
            if name in SERVERS:
                self.end(name)
            else:
                self.kill(name)
        self._supervisor.end_all()

    def begin(self, name: str) -> None:
        """Start it, or start it again; servers are waited for, as the product must wait for them by itself."""
        self._children[name] = Child(self._commands[name], self.home / "log")
        if name == "postgres":
            wait_for(self._database_answers, seconds=30, what=lambda: self.last_words("postgres"))
        elif name == "redis":
            wait_for(lambda: answers(self._redis_port), seconds=30, what=lambda: self.last_words("redis"))

    def begin_second_api(self) -> str:
        """Beside the first, as behind a proxy; its address."""
        first = self._commands["api"]
        self._commands["api-2"] = replace(first, name="api-2", env={**first.env, "PORT": str(free_port())})
        self.begin_again("api-2")
        return self.url_of("api-2")

    def url_of(self, api: str) -> str:
        return f"http://{LOOPBACK}:{self._commands[api].env['PORT']}"

    def begin_again(self, name: str) -> None:
        """As in an upgrade: an API is waited for."""
        self.begin(name)
        if not name.startswith("api"):
            return
        port = int(self._commands[name].env["PORT"])
        wait_for(lambda: is_ready(port), seconds=READY_SECONDS, what=lambda: what_is_missing(port))

    def issue_api_key(self, workspace: str) -> str:
        wanted = ["--workspace", workspace, "--name", "drill"]
        child = self._supervisor.require(manage(self.env, "issue_api_key", *wanted, secret_output=True), timeout=60)
        return next(line for line in reversed(child.tail) if line.strip() and " " not in line.strip()).strip()

    def kill(self, name: str) -> None:
        """As when the power goes."""
        child = self._children.pop(name)
        os.killpg(child.pid, signal.SIGKILL)
        child.end()

    def end(self, name: str) -> int | None:
        """Asked to end as an operator would; how it ended, below zero where it was killed for not ending in time."""
        child = self._children.pop(name)
        child.ask_to_end()
        child.end()
        return child.exit_code

    def wipe_redis(self) -> None:
        """The broker comes back and knows nothing."""
        self.kill("redis")
        shutil.rmtree(self.home / "redis")
        (self.home / "redis").mkdir(mode=0o700)
        self.begin("redis")

    def limit_redis(self, *, bytes_: int) -> None:
        """What it may hold in memory; 0: as much as there is."""
        with Redis.from_url(self.env["REDIS_URL"]) as redis:
            redis.config_set("maxmemory", bytes_)

    def ended(self) -> list[str]:
        """Those that were begun, and ended though nobody asked them to."""
        return [name for name, child in self._children.items() if child.exit_code is not None]

    def log_of(self, name: str) -> str:
        return (self.home / "log" / f"{name}.log").read_text(encoding="utf-8", errors="replace")

    def last_words(self, name: str) -> str:
        return self._children[name].last_words() if name in self._children else ""

    def create_workspace(self) -> dict[str, str]:
        wanted = ["--name", "Лавка", "--slug", SLUG, "--owner-email", "owner@example.com"]
        child = self._supervisor.require(manage(self.env, "create_workspace", *wanted, secret_output=True), timeout=60)
        return json_answer(child)

    def connect(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.env["DATABASE_URL"], autocommit=True, connect_timeout=3)

    def _postgres(self, env: Mapping[str, str]) -> Command:
        """Nothing that was committed is lost when the process is killed, so only the disk is not waited for."""
        identity = choose_identity(bin_folder=postgres_bin(), home=self.home)
        settings = {
            "listen_addresses": LOOPBACK,
            "port": str(urlsplit(self.env["DATABASE_URL"]).port),
            "unix_socket_directories": "",
            "timezone": "UTC",
            "fsync": "off",
        }
        options = [option for name, value in settings.items() for option in ("-c", f"{name}={value}")]
        argv = [str(identity.bin / "postgres"), "-D", str(identity.data_home / "pg18"), *options]
        return Command(
            "postgres", argv, env, cwd=identity.data_home, wrapper=identity.wrapper,
            stop_signal=signal.SIGINT, grace=20, echo=False,
        )  # fmt: skip

    def _redis(self, env: Mapping[str, str]) -> Command:
        return Command(
            "redis", [str(redis_server()), str(self.home / "redis.conf")], env, cwd=self.home, grace=15, echo=False
        )

    @property
    def _redis_port(self) -> int:
        port = urlsplit(self.env["REDIS_URL"]).port
        assert port is not None
        return port

    def _database_answers(self) -> bool:
        try:
            with self.connect() as connection:
                connection.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


def wait_for(condition: Callable[[], object], *, seconds: float, what: Callable[[], str]) -> None:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not reached within {seconds:.0f} s: {what()}")
        time.sleep(0.1)
