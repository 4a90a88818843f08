"""The whole way: the simulator over HTTP, the broker, a worker of its own process."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Chat, ChatAccount, Message, SyncState
from chats.tests.worker_process import WorkerProcess
from connectors.tests.simulator_process import SimulatorProcess
from core.queue import enqueue

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

CLIENT_ID = "700901"
HOME = f"/accounts/{CLIENT_ID}"


@pytest.fixture
def api_key(simulator: SimulatorProcess) -> str:
    account = simulator.command(
        "POST", "/accounts", {"client_id": CLIENT_ID, "subscription": "PREMIUM_PLUS", "company": "Лавка у реки"}
    )
    return str(account["api_key"])


def connect(owner: APIClient, api_key: str) -> ChatAccount:
    credentials = {"client_id": CLIENT_ID, "api_key": api_key}
    response = owner.post("/api/v1/chat-accounts", {"marketplace": "ozon", "credentials": credentials})
    assert response.status_code == 201, response.content
    return ChatAccount.objects.get(pk=response.json()["id"])


def seed(simulator: SimulatorProcess, *, chats: int) -> list[str]:
    """Chats with buyers who asked before the account was connected."""
    asked_at = datetime.now(UTC) - timedelta(hours=20)
    made = []
    for number in range(chats):
        chat = simulator.command("POST", f"{HOME}/chats", {"order_number": f"48866017-{number:04}"})
        made.append(str(chat["chat_id"]))
        question = {"author": "Customer", "text": f"Вопрос № {number}", "at": asked_at.isoformat()}
        simulator.command("POST", f"{HOME}/chats/{made[-1]}/messages", question)
    return made


def written(simulator: SimulatorProcess) -> Counter[str]:
    """Ids of everything that stands in chats with buyers."""
    messages = simulator.command("GET", f"{HOME}/messages?kind=BUYER_SELLER")
    return Counter(str(message["message_id"]) for message in messages)


def stored() -> Counter[str]:
    return Counter(Message.objects.values_list("external_id", flat=True))


def is_imported() -> bool:
    return SyncState.objects.get().import_state == SyncState.ImportState.DONE


def test_a_connected_cabinet_is_imported_and_a_new_message_arrives(
    simulator: SimulatorProcess, api_key: str, owner: APIClient, workspace: Workspace, tmp_path: Path
) -> None:
    chat_ids = seed(simulator, chats=4)

    with WorkerProcess(log=tmp_path / "worker.log", ozon_api_url=simulator.base_url) as worker:
        account = connect(owner, api_key)
        worker.wait_for(is_imported)
        worker.wait_for(lambda: SyncState.objects.get().fresh_at)
        imported, unread = stored(), set(Chat.objects.values_list("unread_count", flat=True))
        news = {"author": "Customer", "text": "А когда отправите?"}
        simulator.command("POST", f"{HOME}/chats/{chat_ids[0]}/messages", news)
        owner.post(f"/api/v1/chat-accounts/{account.pk}/sync")
        worker.wait_for(lambda: Message.objects.filter(text="А когда отправите?").exists())

    chat = Chat.objects.get(external_id=chat_ids[0])
    assert account.title == "Лавка у реки"
    assert (sum(imported.values()), unread) == (4, {0})
    assert stored() == written(simulator)
    assert (chat.preview, chat.unread_count) == ("А когда отправите?", 1)
    assert chat.due_at is not None


def test_an_import_whose_worker_is_killed_goes_on_with_the_next_one(
    simulator: SimulatorProcess, api_key: str, owner: APIClient, workspace: Workspace, tmp_path: Path
) -> None:
    seed(simulator, chats=30)
    log = tmp_path / "worker.log"

    with WorkerProcess(log=log, ozon_api_url=simulator.base_url) as worker:
        connect(owner, api_key)
        worker.wait_for(lambda: Message.objects.count() >= 5)
        worker.kill()
    left = Message.objects.count()
    SyncState.objects.update(bulk_until=datetime.now(UTC), look_until=datetime.now(UTC))
    with WorkerProcess(log=log, ozon_api_url=simulator.base_url) as worker:
        enqueue("chats.resume_imports")
        worker.wait_for(is_imported)

    assert 5 <= left < 30
    assert stored() == written(simulator)
    assert SyncState.objects.get().import_chats_done == 30
