"""A database that may be destroyed, and a shop that goes on while its backup lies there."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

from accounts.models import Workspace
from accounts.tests.factories import make_actor
from chats.sync.connect import seal
from chats.tests.factories import make_account
from chats.tests.restoring.shop import Shop
from chats.tests.worker_process import database_url
from conftest import Queued
from connectors.tests.simulator_process import SimulatorProcess
from stack.databases import drop_database


@pytest.fixture
def _own_database(transactional_db: None) -> Iterator[None]:
    """A copy of the tests' database, for it is going to be destroyed."""
    name, url = connection.settings_dict["NAME"], database_url()
    connection.close()
    copy = f"restored_{uuid4().hex[:8]}"
    server = url.rpartition("/")[0] + "/postgres"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    connection.settings_dict["NAME"] = copy
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    drop_database(server, copy)


@pytest.fixture
def shop(simulator: SimulatorProcess, _own_database: None, workspace: Workspace, queued: Queued) -> Shop:
    client_id = str(1_000_000 + uuid4().int % 9_000_000)
    cabinet = {"client_id": client_id, "subscription": "PREMIUM_PLUS", "echo_seconds": [0, 0]}
    api_key = simulator.command("POST", "/accounts", cabinet)["api_key"]
    credentials = seal({"client_id": client_id, "api_key": api_key})
    account = make_account(workspace=workspace, external_id=client_id, credentials=credentials)
    return Shop(simulator, client_id, account, make_actor(workspace=workspace))
