"""A whole product for the browser to use: fresh data, a marketplace of its own, its own ports."""

from collections.abc import Iterator
from contextlib import contextmanager

from gate.place import Place
from stack.management import json_answer, manage
from stack.paths import BACKEND, PYTHON, private_folder
from stack.ports import LOOPBACK, free_port
from stack.processes import migration, product
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


@contextmanager
def running_product(place: Place) -> Iterator[dict[str, str]]:
    """The product, ready; what the browser tests need to know to use it."""
    supervisor, port = place.supervisor, free_port()
    url = f"http://{LOOPBACK}:{port}"
    mails = private_folder(place.home / "mail-of-journeys")
    env = {**place.journey_env, "PORT": str(port), "PUBLIC_URL": url, "DEMO": "0", "POLL_SECONDS": "4"}
    env["EMAIL_URL"] = f"filemail:///{mails}"
    found = start_simulator(supervisor, home=place.home, env=env, token=_TOKEN, echo=False)
    env["OZON_API_URL"] = found["OZON_SIMULATOR_URL"]
    supervisor.require(migration(env))
    workspace = ["--name", "Лавка на Садовой", "--slug", "sadovaya", "--owner-email", _OWNER]
    created = json_answer(supervisor.require(manage(env, "create_workspace", *workspace, secret_output=True)))
    add_people = _ADD_PEOPLE.format(colleague=_COLLEAGUE, staff=_STAFF, password=created["password"])
    supervisor.require(manage(env, "shell", "--command", add_people, secret_output=True))
    supervisor.start(*product(env, echo=False))
    wait_until_ready(supervisor, port)
    yield {
        "BASE_URL": url,
        "SIMULATOR_URL": found["OZON_SIMULATOR_URL"],
        "SIMULATOR_CONTROL_URL": found["OZON_SIMULATOR_CONTROL_URL"],
        "SIMULATOR_CONTROL_TOKEN": _TOKEN,
        "E2E_LOGIN": created["owner"],
        "E2E_COLLEAGUE": _COLLEAGUE,
        "E2E_STAFF": _STAFF,
        "E2E_PASSWORD": created["password"],
        "E2E_MAIL_FOLDER": str(mails),
        # For what only time or an operator brings about, and for reading the papers that were downloaded.
        "E2E_PYTHON": str(PYTHON),
        "E2E_BACKEND": str(BACKEND),
        "E2E_DATABASE_URL": env["DATABASE_URL"],
        "E2E_REDIS_URL": env["REDIS_URL"],
    }
    supervisor.end_last_group()
    supervisor.end_last_group()
