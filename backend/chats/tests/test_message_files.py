from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.api import files as files_api
from chats.models import ChatAccount, Message
from chats.tests import files
from chats.tests.factories import make_chat, make_message
from connectors.errors import ConnectorError, Rejected, TemporaryFailure
from connectors.records import OpenedFile


class Remote:
    """A connector of which only files are asked."""

    def __init__(self, chunks: list[bytes], *, error: ConnectorError | None = None, size: int | None = None) -> None:
        self.chunks = chunks
        self.error = error
        self.size = size
        self.asked: list[str] = []

    def open_file(self, *, ref: str) -> OpenedFile:
        self.asked.append(ref)
        if self.error is not None and not self.chunks:
            raise self.error
        return OpenedFile(chunks=self._read(), content_type="text/html", size=self.size)

    def _read(self) -> Iterator[bytes]:
        yield from self.chunks
        if self.error is not None:
            raise self.error


@pytest.fixture
def message(workspace: Workspace) -> Message:
    file = {"ref": "/v2/chat/file/5b1c/фото.jpg", "name": "фото.jpg", "content_type": "text/html", "is_image": True}
    return make_message(chat=make_chat(workspace=workspace), text="", attachments=[file])


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Any:
    def put(remote: Remote) -> Remote:
        monkeypatch.setattr(files_api, "connector_for", lambda account: remote)
        return remote

    return put


def address(message: Message, number: int = 0) -> str:
    return f"/api/v1/chats/{message.chat_id}/messages/{message.pk}/files/{number}"


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize("content", [files.JPEG, files.PNG])
def test_a_picture_is_shown_in_place(agent: APIClient, message: Message, serve: Any, content: bytes) -> None:
    remote = serve(Remote([content[:20], content[20:]]))

    response = agent.get(address(message), headers={"Accept": "image/avif,image/webp"})

    assert response.status_code == 200
    assert body(response) == content
    assert remote.asked == ["/v2/chat/file/5b1c/фото.jpg"]
    assert response.headers["Content-Type"] in {"image/jpeg", "image/png"}
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"<svg onload='alert(1)'/>", files.PDF, b""])
def test_everything_else_is_a_download_whatever_it_calls_itself(
    agent: APIClient, message: Message, serve: Any, content: bytes
) -> None:
    serve(Remote([content]))

    response = agent.get(address(message))

    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Type"] in {"application/octet-stream", "application/pdf"}


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (Rejected("file_not_found", status=404), 404, "file_not_found"),
        (TemporaryFailure("marketplace_unavailable", status=502), 502, "file_unavailable"),
    ],
)
def test_a_file_that_the_marketplace_does_not_give_is_said_so(
    agent: APIClient, message: Message, serve: Any, error: ConnectorError, status: int, code: str
) -> None:
    serve(Remote([], error=error))

    response = agent.get(address(message), headers={"Accept": "image/*"})

    assert response.status_code == status
    assert response.json()["errors"][0]["code"] == code


def test_a_file_that_breaks_off_ends_early(agent: APIClient, message: Message, serve: Any) -> None:
    serve(Remote([files.JPEG], error=TemporaryFailure("answer_lost")))

    assert body(agent.get(address(message))) == files.JPEG


def test_too_large_a_file_is_not_passed_on(
    agent: APIClient, message: Message, serve: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_api, "LARGEST", 100)
    serve(Remote([files.JPEG], size=101))
    assert agent.get(address(message)).status_code == 502

    serve(Remote([files.JPEG, b"0" * 50, b"0" * 50]))
    assert len(body(agent.get(address(message)))) == len(files.JPEG) + 50


def test_there_is_no_file_beyond_the_last(agent: APIClient, message: Message, serve: Any) -> None:
    serve(Remote([files.JPEG]))

    assert agent.get(address(message, 1)).status_code == 404


def test_a_message_of_another_chat_has_no_files_here(agent: APIClient, message: Message, serve: Any) -> None:
    serve(Remote([files.JPEG]))
    other = make_chat(account=message.chat.chat_account)

    assert agent.get(f"/api/v1/chats/{other.pk}/messages/{message.pk}/files/0").status_code == 404


def test_files_of_a_disconnected_cabinet_cannot_be_fetched(agent: APIClient, message: Message, serve: Any) -> None:
    serve(Remote([files.JPEG]))
    ChatAccount.objects.update(disconnected_at=message.sent_at)

    response = agent.get(address(message))

    assert response.status_code == 409
    assert response.json()["errors"][0]["code"] == "account_not_connected"
