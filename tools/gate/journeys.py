"""A whole product for the browser to use: fresh data, a marketplace of its own, its own ports."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bootstrap.browser import browser_environment
from gate.place import Place
from gate.redis_numbers import empty
from gate.reports import Count
from gate.suites import run_journeys
from stack.management import json_answer, manage
from stack.paths import BACKEND, PYTHON, private_folder
from stack.ports import LOOPBACK, free_port
from stack.processes import product
from stack.readiness import wait_until_ready
from stack.simulator import start_simulator

_TOKEN = "control-token-of-the-journeys"
_OWNER = "owner@example.com"
_COLLEAGUE = "colleague@example.com"
_STAFF = "staff@example.com"
_ADD_PEOPLE = """
from accounts.models import Membership, User, Workspace
user = User.objects.create_user({colleague!r}, {password!r}, name="Ирина Лугова")
Membership.objects.create(workspace=Workspace.objects.get(), user=user)
User.objects.create_superuser({staff!r}, {password!r}, name="Пётр Озёрный")
"""


def drive(place: Place, arguments: Sequence[str] = ()) -> Count:
    """The browser journeys, on a product of their own."""
    with running_product(place) as found:
        return run_journeys(place, {**place.env, **found, **browser_environment(place.env)}, arguments)


@contextmanager
def running_product(place: Place) -> Iterator[dict[str, str]]:
    """The product, ready and empty but for three people; what the browser tests need to know to use it."""
    supervisor = place.supervisor
    # What buyers write is waited for again and again.
    env = _environment(place, {"DEMO": "0", "POLL_SECONDS": "4"})
    workspace = ["--name", "Лавка на Садовой", "--slug", "sadovaya", "--owner-email", _OWNER]
    created = json_answer(supervisor.require(manage(env, "create_workspace", *workspace, secret_output=True)))
    add_people = _ADD_PEOPLE.format(colleague=_COLLEAGUE, staff=_STAFF, password=created["password"])
    supervisor.require(manage(env, "shell", "--command", add_people, secret_output=True))
    _start(place, env)
    yield {
        "BASE_URL": env["PUBLIC_URL"],
        "SIMULATOR_URL": env["OZON_API_URL"],
        "SIMULATOR_CONTROL_URL": f"{env['OZON_API_URL']}/_control",
        "SIMULATOR_CONTROL_TOKEN": _TOKEN,
        "E2E_LOGIN": created["owner"],
        "E2E_COLLEAGUE": _COLLEAGUE,
        "E2E_STAFF": _STAFF,
        "E2E_PASSWORD": created["password"],
        "E2E_MAIL_FOLDER": str(_mails(place)),
        # For what only time or an operator brings about, and for reading the papers that were downloaded.
        "E2E_PYTHON": str(PYTHON),
        "E2E_BACKEND": str(BACKEND),
        "E2E_DATABASE_URL": env["DATABASE_URL"],
        "E2E_REDIS_URL": env["REDIS_URL"],
    }
    _end(place)


@contextmanager
def running_demo(place: Place) -> Iterator[dict[str, str]]:
    """The product as `make run` shows it, for its pictures."""
    env = _environment(place, {"DEMO": "1"})
    seed = manage(env, "seed_demo", "--access", str(place.home / "demo.json"), secret_output=True)
    # Nobody may look at the demo's cabinet before its past is imported.
    seeded = json_answer(place.supervisor.require(seed, timeout=600))
    _start(place, env)
    yield {"BASE_URL": env["PUBLIC_URL"], "E2E_LOGIN": seeded["login"], "E2E_PASSWORD": seeded["password"]}
    _end(place)


def _environment(place: Place, more: Mapping[str, str]) -> dict[str, str]:
    """What all processes share, with the marketplace there and the database in shape."""
    port = free_port()
    env = {**place.journey_env, **more, "PORT": str(port), "PUBLIC_URL": f"http://{LOOPBACK}:{port}"}
    empty(env["REDIS_URL"])
    env["EMAIL_URL"] = f"filemail:///{_mails(place)}"
    found = start_simulator(place.supervisor, home=place.home, env=env, token=_TOKEN, echo=False)
    env["OZON_API_URL"] = found["OZON_SIMULATOR_URL"]
    place.template.copy_to(urlsplit(env["DATABASE_URL"]).path.removeprefix("/"), server=place.env["DATABASE_URL"])
    return env


def _mails(place: Place) -> Path:
    return private_folder(place.home / "mail-of-journeys")


def _start(place: Place, env: Mapping[str, str]) -> None:
    place.supervisor.start(*product(env, echo=False))
    wait_until_ready(place.supervisor, int(env["PORT"]))


def _end(place: Place) -> None:
    """The product first, then the marketplace."""
    place.supervisor.end_last_group()
    place.supervisor.end_last_group()
