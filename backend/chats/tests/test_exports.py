"""Everything that a workspace has here, in one archive."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, User, Workspace
from accounts.tests.factories import make_api_key
from chats.models import Export, ExportPart, Upload
from chats.selectors.exported_rows import LEFT_OUT, SECTIONS
from chats.services import exports
from chats.services.exports import drop_expired_exports, resume_exports, write_piece
from chats.tests.factories import CREDENTIALS, make_account, make_chat, make_message, make_reply
from chats.tests.files import PNG
from conftest import Queued
from core.tests.waiting_mails import waiting_mails

URL = "/api/v1/exports"


@pytest.fixture(autouse=True)
def _busy_workspace(workspace: Workspace) -> None:
    chat = make_chat(account=make_account(workspace=workspace), buyer_name="Вымышленная Анна")
    make_message(chat=chat, text="Здравствуйте! Где мой заказ?")
    make_reply(chat=chat)
    Upload.objects.create(workspace=workspace, name="счёт.png", content_type="image/png", size=len(PNG), content=PNG)


def finish(export_id: str) -> None:
    while write_piece(export_id=int(export_id), now=timezone.now()):
        pass


def finished(owner: APIClient) -> str:
    export_id: str = owner.post(URL).json()["id"]
    finish(export_id)
    return export_id


def download(owner: APIClient, export_id: str) -> zipfile.ZipFile:
    response: Any = owner.get(f"{URL}/{export_id}/download")
    assert response.status_code == 200
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


def rows_of(archive: zipfile.ZipFile, section: str) -> list[dict[str, Any]]:
    names = sorted(name for name in archive.namelist() if name.startswith(f"{section}/"))
    return [row for name in names for row in json.loads(archive.read(name))]


def test_the_archive_holds_the_tables_and_the_files(
    owner: APIClient, owner_member: Membership, workspace: Workspace
) -> None:
    archive = download(owner, finished(owner))

    (message,) = rows_of(archive, "messages")
    (chat,) = rows_of(archive, "chats")
    assert archive.testzip() is None
    assert message["text"] == "Здравствуйте! Где мой заказ?"
    assert (message["chat_id"], chat["buyer_name"]) == (chat["id"], "Вымышленная Анна")
    assert rows_of(archive, "workspace")[0]["slug"] == workspace.slug
    assert owner_member.user.email in {row["email"] for row in rows_of(archive, "members")}
    (file,) = [name for name in archive.namelist() if name.startswith("files/")]
    assert archive.read(file) == PNG


def test_no_secret_is_in_it(owner: APIClient, workspace: Workspace) -> None:
    api_key, key = make_api_key(workspace=workspace)

    archive = download(owner, finished(owner))

    text = b"".join(archive.read(name) for name in archive.namelist()).decode(errors="replace")
    sealed = workspace.chat_accounts.get().credentials
    assert [secret for secret in (key, api_key.digest, sealed, CREDENTIALS["api_key"]) if secret in text] == []
    assert api_key.prefix in text


def test_nothing_of_another_workspace_is_in_it(stranger: APIClient, owner: APIClient) -> None:
    archive = download(stranger, finished(stranger))

    assert rows_of(archive, "messages") == rows_of(archive, "chat-accounts") == []
    assert "Вымышленная Анна".encode() not in b"".join(archive.read(name) for name in archive.namelist())


def test_it_goes_on_piece_by_piece_and_says_how_far_it_is(
    owner: APIClient, workspace: Workspace, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "ROWS_AT_ONCE", 2)
    chat = make_chat(workspace=workspace)
    for _ in range(5):
        make_message(chat=chat)
    export = owner.post(URL).json()
    seen = []

    while write_piece(export_id=int(export["id"]), now=timezone.now()):
        seen.append(owner.get(f"{URL}/{export['id']}").json()["rows_done"])

    ready = owner.get(f"{URL}/{export['id']}").json()
    archive = download(owner, export["id"])
    assert queued[:-1] == [("chats.export_slice", {"export_id": int(export["id"])})]
    assert queued[-1][0] == "core.deliver_mail"
    assert seen == sorted(seen)
    assert len(rows_of(archive, "messages")) == len({row["id"] for row in rows_of(archive, "messages")}) == 6
    assert (ready["state"], ready["rows_done"]) == ("ready", ready["rows_total"])


def test_one_that_died_is_taken_up_again(owner: APIClient, queued: Queued) -> None:
    export_id = int(owner.post(URL).json()["id"])
    queued.clear()

    resume_exports(now=timezone.now())
    early = list(queued)
    resume_exports(now=timezone.now() + timedelta(minutes=3))

    assert (early, queued) == ([], [("chats.export_slice", {"export_id": export_id})])


def test_one_is_made_at_a_time(owner: APIClient) -> None:
    owner.post(URL)

    again = owner.post(URL)

    assert (again.status_code, again.json()["errors"][0]["code"]) == (409, "export_under_way")


def test_it_can_be_downloaded_for_a_week_and_each_time_is_noted(owner: APIClient) -> None:
    export_id = owner.post(URL).json()["id"]
    early = owner.get(f"{URL}/{export_id}/download")
    finish(export_id)
    download(owner, export_id)

    drop_expired_exports(now=timezone.now() + exports.KEPT)
    late = owner.get(f"{URL}/{export_id}/download")

    assert (early.status_code, early.json()["errors"][0]["code"]) == (409, "export_not_ready")
    assert (late.status_code, late.json()["errors"][0]["code"]) == (410, "export_expired")
    assert not ExportPart.objects.exists()
    noted = AuditEntry.objects.filter(action__startswith="export.").order_by("pk").values_list("action", flat=True)
    assert list(noted) == ["export.requested", "export.downloaded"]


def test_it_is_the_owners_alone(owner: APIClient, agent: APIClient, stranger: APIClient, workspace: Workspace) -> None:
    export_id = finished(owner)
    _, key = make_api_key(workspace=workspace)
    machine = APIClient(headers={"Authorization": f"Bearer {key}"})
    paths = (f"{URL}/{export_id}", f"{URL}/{export_id}/download")

    for client, status in ((agent, 403), (machine, 403), (stranger, 404)):
        assert [client.get(path).status_code for path in paths] == [status, status]
    assert [client.post(URL).status_code for client in (agent, machine)] == [403, 403]
    assert Export.objects.count() == 1


def test_every_table_is_exported_or_left_out_on_purpose() -> None:
    ours = {
        model._meta.label
        for app in ("accounts", "billing", "chats", "sla")
        for model in apps.get_app_config(app).get_models()
        if model._meta.managed
    }
    exported = {section.model for section in SECTIONS}

    undecided = ours - exported - LEFT_OUT - {"accounts.User", "chats.ConnectorDrift"}

    assert undecided == set()


def test_the_columns_of_a_section_are_there() -> None:
    assert all(section.hidden == () or set(section.hidden).isdisjoint(section.columns) for section in SECTIONS)


@pytest.mark.parametrize(
    ("language", "subject"),
    [("ru", "Выгрузка данных «Лавка у реки» готова"), ("en", "The export of “Лавка у реки” is ready")],
)
def test_who_asked_is_told_once_by_mail_when_it_is_ready(
    owner: APIClient, owner_member: Membership, queued: Queued, language: str, subject: str
) -> None:
    User.objects.filter(pk=owner_member.user_id).update(language=language)
    export_id = owner.post(URL).json()["id"]

    finish(export_id)
    finish(export_id)

    [mail] = waiting_mails()
    assert (mail["to"], mail["subject"]) == ([owner_member.user.email], subject)
    assert f"/w/{owner_member.workspace.slug}/settings/data" in mail["text"]


@pytest.mark.parametrize("loss", ["removed", "an agent now"])
def test_who_is_no_owner_any_more_is_not_told(
    owner: APIClient, owner_member: Membership, queued: Queued, loss: str
) -> None:
    export_id = owner.post(URL).json()["id"]
    if loss == "removed":
        owner_member.delete()
    else:
        Membership.objects.update(role=Membership.Role.AGENT)

    finish(export_id)

    assert Export.objects.get().state == Export.State.READY
    assert waiting_mails() == []
