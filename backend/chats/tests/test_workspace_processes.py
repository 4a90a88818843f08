"""An export, and the erasure of what is old, through a real broker and a real worker."""

import io
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Message
from chats.tests.factories import make_account, make_chat, make_message
from chats.tests.worker_process import WorkerProcess
from core.tests.private_words import PRIVATE

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]


def test_an_export_is_made_and_old_messages_go_without_a_word_in_the_log(
    owner: APIClient, workspace: Workspace, tmp_path: Path
) -> None:
    now = timezone.now()
    Workspace.objects.update(retention_days=30)
    account = make_account(workspace=workspace, connected_at=now - timedelta(days=90))
    make_message(chat=make_chat(account=account, buyer_name="Вымышленная Анна"), at=now - timedelta(days=60))
    log = tmp_path / "worker.log"

    with WorkerProcess(log=log, ozon_api_url="http://127.0.0.1:1") as worker:
        export_id = owner.post("/api/v1/exports").json()["id"]
        worker.wait_for(lambda: owner.get(f"/api/v1/exports/{export_id}").json()["state"] == "ready")
        current_app.send_task("chats.erase_old_messages", queue="bulk")
        worker.wait_for(lambda: not Message.objects.exists())

    response: Any = owner.get(f"/api/v1/exports/{export_id}/download")
    archive = zipfile.ZipFile(io.BytesIO(response.getvalue()))
    written = log.read_text()
    assert any(name.startswith("messages/") for name in archive.namelist())
    assert [word for word in PRIVATE if word in written] == []
    assert "Traceback" not in written
