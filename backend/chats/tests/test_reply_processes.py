"""From the request to the buyer through real processes: API, broker, worker, and a marketplace over HTTP."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Chat, Reply
from chats.sync.connect import seal
from chats.sync.outbox import sweep
from chats.tests.factories import make_account, make_chat
from chats.tests.worker_process import WorkerProcess
from connectors.tests.simulator_process import SimulatorProcess, running_simulator

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

TEXT = "Отправим сегодня вечером."
StartWorker = Callable[[], WorkerProcess]


@dataclass
class Shop:
    """A cabinet in the simulator and one chat of it, known to us."""

    simulator: SimulatorProcess
    client_id: str
    chat: Chat

    def command(self, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self.simulator.command(verb, f"/accounts/{self.client_id}{path}", body)

    @property
    def sends(self) -> list[str]:
        """What the marketplace took, whether or not its answer arrived."""
        return [str(one["text"]) for one in self.command("GET", "/sends")]


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimulatorProcess]:
    with running_simulator(tmp_path_factory.mktemp("simulator") / "state.db") as process:
        yield process


@pytest.fixture
def shop(simulator: SimulatorProcess, workspace: Workspace) -> Shop:
    client_id = str(1_000_000 + uuid4().int % 9_000_000)
    account = {"client_id": client_id, "subscription": "PREMIUM_PLUS", "echo_seconds": [0, 1]}
    api_key = simulator.command("POST", "/accounts", account)["api_key"]
    remote = simulator.command("POST", f"/accounts/{client_id}/chats", {"kind": "BUYER_SELLER"})
    question = {"author": "Customer", "text": "Здравствуйте! Когда отправите заказ?"}
    simulator.command("POST", f"/accounts/{client_id}/chats/{remote['chat_id']}/messages", question)
    credentials = seal({"client_id": client_id, "api_key": api_key})
    connected = make_account(workspace=workspace, external_id=client_id, credentials=credentials)
    return Shop(simulator, client_id, make_chat(account=connected, external_id=remote["chat_id"]))


@pytest.fixture
def start_worker(simulator: SimulatorProcess, tmp_path: Path) -> Iterator[StartWorker]:
    workers: list[WorkerProcess] = []

    def start() -> WorkerProcess:
        workers.append(WorkerProcess(log=tmp_path / "worker.log", ozon_api_url=simulator.base_url))
        return workers[-1]

    yield start
    for worker in workers:
        worker.stop()


def ask(client: APIClient, shop: Shop) -> Reply:
    headers = {"Idempotency-Key": str(uuid4())}
    response = client.post(f"/api/v1/chats/{shop.chat.pk}/replies", {"text": TEXT}, headers=headers)
    assert response.status_code == 202, response.json()
    return Reply.objects.get(pk=response.json()["id"])


def is_in(reply: Reply, *states: str) -> bool:
    return Reply.objects.get(pk=reply.pk).state in states


def test_a_reply_reaches_the_buyer_and_shows_as_delivered(
    agent: APIClient, shop: Shop, start_worker: StartWorker
) -> None:
    worker = start_worker()

    reply = ask(agent, shop)
    worker.wait_for(lambda: is_in(reply, "delivered"))

    shown = agent.get(f"/api/v1/chats/{shop.chat.pk}/messages").json()["results"]
    assert [(message["text"], message["reply_id"]) for message in shown][-1] == (TEXT, str(reply.pk))
    assert shop.sends == [TEXT]


@pytest.mark.parametrize("fault", ["delay", "timeout_after"])
def test_a_worker_killed_during_the_send_neither_doubles_nor_loses_the_reply(
    agent: APIClient, shop: Shop, start_worker: StartWorker, fault: str
) -> None:
    """The simulator takes the message after the sender's death, or has taken it before."""
    shop.command("POST", "/faults", {"kind": fault, "method": "/v1/chat/send", "count": 1, "seconds": 6})
    worker = start_worker()
    reply = ask(agent, shop)
    worker.wait_for(lambda: has_arrived(shop))
    assert is_in(reply, "sending")
    worker.kill()

    successor = start_worker()
    successor.wait_for(lambda: shop.sends == [TEXT])
    pass_the_hard_limit(reply)
    sweep(now=timezone.now())
    successor.wait_for(lambda: is_in(reply, "delivered"))

    assert shop.sends == [TEXT]
    assert Reply.objects.get(pk=reply.pk).text == TEXT


def has_arrived(shop: Shop) -> bool:
    """The request is with the marketplace, for it met the fault that waits there."""
    return not shop.command("GET", "/faults")


def pass_the_hard_limit(reply: Reply) -> None:
    """As if the two minutes had gone by in which the sender might still have been alive."""
    limit = timedelta(seconds=settings.CELERY_TASK_TIME_LIMIT)
    assert Reply.objects.filter(pk=reply.pk, state="sending").update(sending_at=timezone.now() - limit * 2) == 1
