from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.file_kinds import JPEG, PDF, PNG, recognise, safe_name
from chats.models import Chat, Reply, Upload
from chats.services.uploads import drop_unused_uploads
from chats.tests import files
from chats.tests.factories import make_chat, make_message
from chats.tests.outbox import Outbox
from conftest import Queued


def upload(client: APIClient, name: str, content: bytes, content_type: str = "application/octet-stream") -> Any:
    file = SimpleUploadedFile(name, content, content_type)
    return client.post("/api/v1/uploads", {"file": file}, format="multipart")


def send(client: APIClient, chat: Chat, upload_id: str) -> Any:
    headers = {"Idempotency-Key": str(uuid4())}
    return client.post(f"/api/v1/chats/{chat.pk}/replies", {"upload": upload_id}, headers=headers)


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    return chat


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (files.PNG, PNG),
        (files.JPEG, JPEG),
        (files.PDF, PDF),
        (b"<svg onload=alert(1)>", None),
        (b"MZ\x90", None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content: bytes, kind: object) -> None:
    assert recognise(content) == kind


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("фото.JPG", "фото.jpg"),
        ("photo.jpeg", "photo.jpeg"),
        ("virus.exe", "virus.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Документы\\фото 1.jpg", "фото 1.jpg"),
        ("a[b](c).jpg", "a_b_c.jpg"),
        ("\u202egpj.exe", "gpj.jpg"),
        ("", "file.jpg"),
        (".jpg", "file.jpg"),
        ("я" * 300 + ".jpg", "я" * 96 + ".jpg"),
    ],
)
def test_a_name_keeps_no_path_and_an_honest_extension(name: str, clean: str) -> None:
    assert safe_name(name, JPEG) == clean


def test_a_picture_is_kept_under_what_it_is(agent: APIClient, workspace: Workspace) -> None:
    response = upload(agent, "снимок.pdf", files.PNG, "application/pdf")

    kept = Upload.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "id": str(kept.pk),
        "name": "снимок.png",
        "content_type": "image/png",
        "size": len(files.PNG),
    }
    assert kept.workspace == workspace
    assert bytes(kept.content) == files.PNG


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("пусто.png", b"", "file_empty"),
        ("page.png", b"<html><script>1</script>", "file_type_not_allowed"),
        ("video.mp4", b"\x00\x00\x00\x18ftypmp42", "file_type_not_allowed"),
        ("big.png", files.PNG + b"0" * 10 * 1024 * 1024, "file_too_large"),
    ],
)
def test_what_no_marketplace_takes_is_refused(agent: APIClient, name: str, content: bytes, code: str) -> None:
    response = upload(agent, name, content)

    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == code
    assert not Upload.objects.exists()


def test_a_body_far_over_the_limit_is_refused_unread(agent: APIClient) -> None:
    huge: dict[str, Any] = {"CONTENT_LENGTH": str(10**9), "content_type": "multipart/form-data"}

    response = agent.generic("POST", "/api/v1/uploads", "", **huge)

    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "file_too_large"


def test_an_upload_without_a_file_is_refused(agent: APIClient) -> None:
    response = agent.post("/api/v1/uploads", {"name": "x"}, format="multipart")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "file"


def test_a_file_goes_out_as_a_reply_of_its_own(agent: APIClient, outbox: Outbox) -> None:
    upload_id = upload(agent, "чек.pdf", files.PDF).json()["id"]

    reply = send(agent, outbox.chat, upload_id).json()
    outbox.deliver(Reply.objects.get(pk=reply["id"]))

    assert reply["text"] == ""
    assert reply["file"] == {"name": "чек.pdf", "content_type": "application/pdf", "size": len(files.PDF)}
    ((_, part),) = outbox.marketplace.accepted
    assert part.text is None
    assert [(file.name, file.content) for file in part.files] == [("чек.pdf", files.PDF)]


def test_a_file_serves_one_reply(agent: APIClient, chat: Chat, queued: Queued) -> None:
    upload_id = upload(agent, "чек.pdf", files.PDF).json()["id"]
    send(agent, chat, upload_id)

    again = send(agent, chat, upload_id)

    assert again.status_code == 409
    assert again.json()["errors"][0]["code"] == "upload_used"


def test_a_file_of_another_workspace_is_not_found(
    agent: APIClient, stranger: APIClient, chat: Chat, queued: Queued
) -> None:
    upload_id = upload(stranger, "чек.pdf", files.PDF).json()["id"]

    response = send(agent, chat, upload_id)

    assert response.status_code == 404
    assert response.json()["errors"][0]["code"] == "upload_not_found"


def test_files_that_nobody_sent_are_dropped_after_a_day(agent: APIClient, chat: Chat, queued: Queued) -> None:
    forgotten = upload(agent, "1.png", files.PNG).json()["id"]
    used = upload(agent, "2.png", files.PNG).json()["id"]
    send(agent, chat, used)

    drop_unused_uploads(now=timezone.now() + timedelta(hours=23))
    assert Upload.objects.filter(pk=forgotten).exists()
    drop_unused_uploads(now=timezone.now() + timedelta(hours=25))

    assert list(Upload.objects.values_list("pk", flat=True)) == [int(used)]
