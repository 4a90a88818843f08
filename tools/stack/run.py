"""`make run`: the whole product in the foreground."""

import threading
import time
from collections.abc import Mapping

from stack.console import say, step
from stack.dotenv import write_env_file
from stack.environment import child_environment, given_environment, wants_demo
from stack.local_secrets import local_secrets
from stack.locks import held
from stack.management import json_answer, manage
from stack.paths import LOCAL, LOCK, RUN_ENV, private_folder
from stack.ports import LOOPBACK, require_free, web_port
from stack.processes import migration, product
from stack.readiness import wait_until_ready
from stack.services import start_services
from stack.simulator import start_simulator
from stack.supervisor import Supervisor
from stack.welcome import welcome

BUSY = "Another stack runs in this checkout: end it first (Ctrl-C there)."
# Written by the demo's seed.
_DEMO_ACCESS = LOCAL / "demo.json"


def run(stop: threading.Event) -> int:
    started = time.monotonic()
    given = given_environment()
    port = web_port(given.get("PORT", "8000"))
    require_free(port, given.get("HOST", LOOPBACK))
    with held(LOCK, refusal=BUSY), Supervisor(stop=stop, log_folder=LOCAL / "log") as supervisor:
        try:
            env = _prepare(supervisor, given, port)
            access = _start_product(supervisor, env, port)
            simulator = env.get("OZON_SIMULATOR_URL")
            welcome(env["PUBLIC_URL"], access, simulator=simulator, seconds=time.monotonic() - started)
            supervisor.watch()
        finally:
            say("Ending…")
            supervisor.end_all()
            RUN_ENV.unlink(missing_ok=True)
    return 0


def _prepare(supervisor: Supervisor, given: Mapping[str, str], port: int) -> dict[str, str]:
    """Servers, the marketplace and the database's shape; the environment that leads to them."""
    demo = wants_demo(given)
    made = {"PORT": str(port), "PUBLIC_URL": f"http://{LOOPBACK}:{port}"}
    with step("PostgreSQL and Redis"):
        made |= start_services(supervisor, home=private_folder(LOCAL), env=child_environment(given, made))
    if demo:
        with step("Ozon simulator"):
            token = local_secrets(LOCAL)["OZON_SIMULATOR_CONTROL_TOKEN"]
            env = child_environment(given, made)
            made |= start_simulator(supervisor, home=LOCAL, env=env, token=token)
        made["OZON_API_URL"] = made["OZON_SIMULATOR_URL"]
    env = child_environment(given, made) | {"DEMO": "1" if demo else "0"}
    names = ["ENVIRONMENT", "DEMO", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "CREDENTIAL_KEYS", "OZON_API_URL", *made]
    write_env_file(RUN_ENV, {name: env[name] for name in dict.fromkeys(names) if name in env})
    with step("Database migrations"):
        supervisor.require(migration(env))
    return env


def _start_product(supervisor: Supervisor, env: Mapping[str, str], port: int) -> dict[str, str] | None:
    """Start the processes, with the demo's data in place; how to get into the demo, if there is one."""
    demo = env["DEMO"] == "1"
    # The first time, nobody may look at the demo's cabinet before its past is imported.
    access = _seed(supervisor, env) if demo and not _DEMO_ACCESS.exists() else None
    with step("Web server, workers and timer"):
        supervisor.start(*product(env))
        if demo and access is None:
            access = _seed(supervisor, env)
        wait_until_ready(supervisor, port)
    return access


def _seed(supervisor: Supervisor, env: Mapping[str, str]) -> dict[str, str]:
    with step("Demo workspace"):
        return json_answer(supervisor.require(manage(env, "seed_demo", secret_output=True)))
