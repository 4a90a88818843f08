"""The example of `examples/`: a third party at work against the real server, a worker and a marketplace over HTTP."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_api_key
from chats.models import ChangeCounter, Chat, ChatAccount, ReplyTemplate, SyncState
from chats.tests.worker_process import WorkerProcess
from connectors.tests.simulator_process import SimulatorProcess

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

CLIENT_ID = "700917"
HOME = f"/accounts/{CLIENT_ID}"
ANSWER = "Здравствуйте! Уже проверяем, ответим сегодня."


@pytest.fixture
def start_assistant(
    live_server: Any, workspace: Workspace, agent_member: Membership, tmp_path: Path
) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    _, key = make_api_key(workspace=workspace, scopes=["chats:read", "chats:write"])
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        script = project.ROOT / "examples" / "assistant.py"
        place = tmp_path / "place.json"
        with (tmp_path / "assistant.log").open("ab") as output:
            process = subprocess.Popen(
                [sys.executable, script, "--colleague", str(agent_member.pk), "--place", place, "--pause", "0.2"],
                env={**os.environ, "CHAT_CENTER_URL": live_server.url, "CHAT_CENTER_KEY": key},
                stdout=output,
                stderr=output,
            )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait(10)


class Shop:
    """The cabinet at the marketplace: buyers write, and what was sent to them can be read."""

    def __init__(self, simulator: SimulatorProcess, owner: APIClient) -> None:
        self.simulator = simulator
        account = simulator.command("POST", "/accounts", {"client_id": CLIENT_ID, "subscription": "PREMIUM_PLUS"})
        self.api_key = str(account["api_key"])
        self.owner = owner
        self.account: ChatAccount | None = None

    def connect(self) -> None:
        credentials = {"client_id": CLIENT_ID, "api_key": self.api_key}
        response = self.owner.post("/api/v1/chat-accounts", {"marketplace": "ozon", "credentials": credentials})
        assert response.status_code == 201, response.content
        self.account = ChatAccount.objects.get(pk=response.json()["id"])

    def ask(self, text: str, *, chat_id: str = "", hours_ago: float = 0) -> str:
        if not chat_id:
            chat_id = str(self.simulator.command("POST", f"{HOME}/chats", {"kind": "BUYER_SELLER"})["chat_id"])
        at = (datetime.now(UTC) - timedelta(hours=hours_ago)).isoformat()
        written = {"author": "Customer", "text": text, **({"at": at} if hours_ago else {})}
        self.simulator.command("POST", f"{HOME}/chats/{chat_id}/messages", written)
        return chat_id

    def is_here(self, chat_id: str, **state: object) -> bool:
        """Looks again until it is: a look that was under way when the buyer wrote is not doubled."""
        assert self.account is not None
        found = Chat.objects.filter(external_id=chat_id)
        if not found.exists():
            self.owner.post(f"/api/v1/chat-accounts/{self.account.pk}/sync")
        return found.filter(**state).exists()

    def sent(self) -> list[tuple[str, str]]:
        return [(str(one["chat_id"]), str(one["text"])) for one in self.simulator.command("GET", f"{HOME}/sends")]


def test_it_answers_hands_over_and_survives_a_restart_and_a_feed_that_is_gone(
    simulator: SimulatorProcess,
    owner: APIClient,
    workspace: Workspace,
    agent_member: Membership,
    start_assistant: Callable[[], subprocess.Popen[bytes]],
    tmp_path: Path,
) -> None:
    shop = Shop(simulator, owner)
    ReplyTemplate.objects.create(
        workspace=workspace, title="Автоответ", text=ANSWER, updated_at=datetime.now(UTC), changed_by="Ольга"
    )
    waiting = shop.ask("Когда отправите заказ?", hours_ago=1)
    with WorkerProcess(log=tmp_path / "worker.log", ozon_api_url=simulator.base_url) as worker:
        shop.connect()
        worker.wait_for(lambda: SyncState.objects.get().import_state == SyncState.ImportState.DONE)

        assistant = start_assistant()
        worker.wait_for(lambda: shop.sent() == [(waiting, ANSWER)])
        complaint = shop.ask("Пришёл сломанный, верните деньги")
        worker.wait_for(lambda: shop.is_here(complaint, assignee=agent_member))

        assistant.kill()
        assistant.wait(10)
        second = shop.ask("А размер XL есть?")
        worker.wait_for(lambda: shop.is_here(second))
        assistant = start_assistant()
        worker.wait_for(lambda: (second, ANSWER) in shop.sent())

        assistant.kill()
        assistant.wait(10)
        third = shop.ask("Можно самовывоз?")
        worker.wait_for(lambda: shop.is_here(third))
        drop_the_feed()
        start_assistant()
        worker.wait_for(lambda: (third, ANSWER) in shop.sent())

    assert sorted(shop.sent()) == sorted((chat_id, ANSWER) for chat_id in (waiting, second, third))
    assert "Traceback" not in (tmp_path / "assistant.log").read_text()


def drop_the_feed() -> None:
    """As after three days of absence: everything up to now is no longer kept."""
    counter = ChangeCounter.objects.get()
    counter.dropped_up_to = counter.seq
    counter.save(update_fields=["dropped_up_to"])
