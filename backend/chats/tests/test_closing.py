"""A workspace whose deletion was asked for: it stops at once, and is erased when the grace is over."""

from datetime import timedelta
from typing import NoReturn
from uuid import uuid4

import pytest
from django.utils import timezone
from django_celery_beat.models import PeriodicTask
from rest_framework.test import APIClient

from accounts.models import ApiKey, AuditEntry, Membership, User, Workspace
from accounts.services.workspace_settings import GRACE
from accounts.tests.factories import make_api_key, make_member, make_workspace
from chats.models import Chat, ChatAccount, Message, Reply, Upload
from chats.services.erasure import erase_slice
from chats.services.reply_claims import claim_reply
from chats.services.schedules import name_of, schedule_looks
from chats.sync.engine import run_look
from chats.tests.factories import make_account, make_chat, make_message, make_reply
from conftest import Queued
from sla.models import Calendar
from sla.tests.factories import make_calendar, make_policy

CLOSING = "/api/v1/workspace/closing"


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    account = make_account(workspace=workspace)
    schedule_looks(account)
    return account


def close(owner: APIClient, workspace: Workspace) -> None:
    assert owner.post(CLOSING, {"slug": workspace.slug}).status_code == 200


def is_scheduled(account: ChatAccount) -> bool:
    return bool(PeriodicTask.objects.get(name=name_of(account)).enabled)


def test_sync_and_replies_stop_at_once(
    owner: APIClient, workspace: Workspace, account: ChatAccount, queued: Queued
) -> None:
    chat = make_chat(account=account)
    waiting = make_reply(chat=chat, queued_at=timezone.now())

    close(owner, workspace)

    body, headers = {"text": "Здравствуйте!"}, {"Idempotency-Key": str(uuid4())}
    refused = owner.post(f"/api/v1/chats/{chat.pk}/replies", body, headers=headers)
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "workspace_closing")
    assert claim_reply(reply_id=waiting.pk, now=timezone.now()) is None
    assert Reply.objects.get().error_code == "workspace_closing"
    assert run_look(account_id=account.pk, connect=refuse_to_connect, clock=timezone.now) is None
    assert not is_scheduled(account)
    assert owner.get("/api/v1/chats").status_code == 200


def refuse_to_connect(account: ChatAccount) -> NoReturn:
    raise AssertionError("nobody may ask the marketplace")


def test_a_pause_cannot_be_lifted_meanwhile(owner: APIClient, workspace: Workspace, account: ChatAccount) -> None:
    close(owner, workspace)

    response = owner.patch(f"/api/v1/chat-accounts/{account.pk}", {"paused": False})

    connected = owner.post(
        "/api/v1/chat-accounts",
        {"marketplace": "ozon", "credentials": {"client_id": "1", "api_key": "0a1b2c3d-0000-4000-8000-000000000001"}},
    )
    assert (response.status_code, response.json()["errors"][0]["code"]) == (409, "workspace_closing")
    assert (connected.status_code, connected.json()["errors"][0]["code"]) == (409, "workspace_closing")
    assert not is_scheduled(account)


def test_called_off_it_goes_on_and_what_was_paused_stays_so(
    owner: APIClient, workspace: Workspace, account: ChatAccount, queued: Queued
) -> None:
    paused = make_account(workspace=workspace, state=ChatAccount.State.PAUSED)
    close(owner, workspace)

    owner.delete(CLOSING)

    account.refresh_from_db()
    paused.refresh_from_db()
    assert (account.state, account.state_code, is_scheduled(account)) == ("active", "", True)
    assert paused.state == "paused"
    assert [name for name, arguments in queued if arguments.get("account_id") == account.pk] == [
        "chats.look",
        "chats.import_slice",
    ]


def test_before_the_end_of_the_grace_nothing_is_erased(
    owner: APIClient, workspace: Workspace, account: ChatAccount
) -> None:
    close(owner, workspace)

    assert not erase_slice(now=timezone.now() + GRACE - timedelta(minutes=1))
    assert ChatAccount.objects.filter(pk=account.pk).exists()


def test_after_it_everything_is_gone_and_the_others_keep_theirs(
    owner: APIClient, owner_member: Membership, workspace: Workspace, account: ChatAccount
) -> None:
    chat = make_chat(account=account)
    make_message(chat=chat)
    make_reply(chat=chat)
    make_api_key(workspace=workspace)
    calendar = make_calendar(workspace=workspace, since=timezone.now())
    make_policy(workspace=workspace, since=timezone.now(), calendar=calendar)
    Upload.objects.create(workspace=workspace, name="1.png", content_type="image/png", size=1, content=b"1")
    other = make_workspace(name="Другая лавка")
    both = make_member(workspace=other)
    make_member(workspace=workspace, user=both.user)
    kept = make_message(chat=make_chat(workspace=other))
    close(owner, workspace)

    while erase_slice(now=timezone.now() + GRACE):
        pass

    assert list(Workspace.objects.all()) == [other]
    assert list(Message.objects.all()) == [kept]
    assert not ApiKey.objects.exists()
    assert not Upload.objects.exists()
    assert not Calendar.objects.exists()
    assert not PeriodicTask.objects.filter(name=name_of(account)).exists()
    assert not User.objects.filter(pk=owner_member.user_id).exists()
    assert User.objects.filter(pk=both.user_id).exists()
    assert AuditEntry.objects.get(action="workspace.erased").details["slug"] == workspace.slug


def test_it_is_erased_slice_by_slice(
    owner: APIClient, workspace: Workspace, account: ChatAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chats.services.erasure.CHATS_AT_ONCE", 1)
    for _ in range(2):
        make_message(chat=make_chat(account=account))
    close(owner, workspace)
    after = timezone.now() + GRACE

    left = []
    while erase_slice(now=after):
        left.append((Chat.objects.count(), Workspace.objects.count()))

    assert left == [(1, 1), (0, 1), (0, 0)]
