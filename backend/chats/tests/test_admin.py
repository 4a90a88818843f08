from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django_celery_beat.models import PeriodicTask
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry, Workspace
from accounts.tests.factories import make_user
from chats.models import ChatAccount, Reply, SyncHour, SyncRun, SyncState
from chats.services.schedules import name_of, schedule_looks
from chats.tests.factories import NOW, make_account, make_chat, make_message, make_reply

Queued = list[tuple[str, dict[str, Any]]]
BUYERS_WORDS = "Подошва отклеилась на второй день"
OUR_WORDS = "Очень жаль, пришлём замену"


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    account = make_account(workspace=workspace, key_hint="a1b2")
    SyncState.objects.filter(chat_account=account).update(
        last_error_code="marketplace_unavailable", failures_in_row=3, import_chats_done=40, import_chats_total=150
    )
    return account


@pytest.fixture
def reply(account: ChatAccount) -> Reply:
    chat = make_chat(account=account)
    make_message(chat=chat, text=BUYERS_WORDS)
    reply = make_reply(chat=chat, text=OUR_WORDS, state=Reply.State.FAILED, error_code="not_seen")
    reply.attempts.create(number=1, started_at=NOW, ended_at=NOW, outcome="failed", error_code="not_seen")
    return reply


def opened(staff: Client, name: str, *args: int) -> str:
    response = staff.get(reverse(f"admin:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def look_of(account: ChatAccount) -> PeriodicTask:
    return PeriodicTask.objects.get(name=name_of(account))


def run(staff: Client, action: str, account: ChatAccount, **extra: str) -> HttpResponse:
    chosen = {"action": action, "_selected_action": [str(account.pk)], **extra}
    return staff.post(reverse("admin:chats_chataccount_changelist"), chosen, follow=True)  # type: ignore[return-value]


def test_the_list_of_cabinets_says_how_each_one_is(staff: Client, account: ChatAccount) -> None:
    page = opened(staff, "chats_chataccount_changelist")

    assert account.title in page
    assert "40 / 150" in page
    assert "Лавка у реки" in page


def test_a_cabinet_leads_to_its_runs_and_its_periodic_task(staff: Client, account: ChatAccount) -> None:
    schedule_looks(account)

    page = opened(staff, "chats_chataccount_change", account.pk)

    assert f"/syncrun/?chat_account__id__exact={account.pk}" in page
    assert reverse("admin:django_celery_beat_periodictask_change", args=[look_of(account).pk]) in page


def test_the_key_is_nowhere_and_cannot_be_edited(staff: Client, account: ChatAccount) -> None:
    pages = [
        opened(staff, "chats_chataccount_changelist"),
        opened(staff, "chats_chataccount_change", account.pk),
    ]
    staff.post(reverse("admin:chats_chataccount_change", args=[account.pk]), {"credentials": "x", "title": "Другое"})

    assert account.credentials
    assert all(account.credentials not in page and 'name="credentials"' not in page for page in pages)
    assert ChatAccount.objects.get().credentials == account.credentials
    assert ChatAccount.objects.get().title == account.title


def test_cabinets_are_neither_added_nor_deleted_here(staff: Client, account: ChatAccount) -> None:
    assert staff.get(reverse("admin:chats_chataccount_add")).status_code == 403
    assert staff.post(reverse("admin:chats_chataccount_delete", args=[account.pk]), {"post": "yes"}).status_code == 403


def test_a_look_is_asked_for_after_a_question(staff: Client, account: ChatAccount, queued: Queued) -> None:
    asked = run(staff, "run_now", account)
    assert str(account) in asked.content.decode()
    assert queued == []

    run(staff, "run_now", account, confirmed="yes")

    assert [name for name, _ in queued] == ["chats.look"]
    assert queued[0][1]["account_id"] == account.pk
    assert AuditEntry.objects.get(action="chat_account.look_asked").actor_name == "Семён Дежурный"


def test_a_cabinet_is_paused_and_resumed_after_a_question(staff: Client, account: ChatAccount, queued: Queued) -> None:
    schedule_looks(account)
    run(staff, "pause", account)
    assert ChatAccount.objects.get().state == ChatAccount.State.ACTIVE

    run(staff, "pause", account, confirmed="yes")
    assert ChatAccount.objects.get().state == ChatAccount.State.PAUSED
    assert not look_of(account).enabled

    run(staff, "resume", account, confirmed="yes")
    assert ChatAccount.objects.get().state == ChatAccount.State.ACTIVE
    assert look_of(account).enabled
    entries = AuditEntry.objects.filter(action="chat_account.changed").order_by("pk")
    assert [entry.details for entry in entries] == [{"paused": True}, {"paused": False}]


def test_a_disconnected_cabinet_is_not_run(staff: Client, account: ChatAccount, queued: Queued) -> None:
    ChatAccount.objects.update(disconnected_at=NOW)

    run(staff, "run_now", account, confirmed="yes")

    assert queued == []
    assert not AuditEntry.objects.filter(action="chat_account.look_asked").exists()


def test_staff_without_the_right_cannot_act(account: ChatAccount, queued: Queued) -> None:
    user = make_user(email="viewer@example.com")
    user.is_staff = True
    user.save()
    client = Client()
    client.force_login(user)

    run(client, "pause", account, confirmed="yes")

    assert ChatAccount.objects.get().state == ChatAccount.State.ACTIVE
    assert queued == []


def test_runs_and_hours_are_read_only(staff: Client, account: ChatAccount) -> None:
    synced = SyncRun.objects.create(
        chat_account=account, kind="look", result="failed", started_at=NOW, ended_at=NOW, error_code="key_invalid"
    )
    SyncHour.objects.create(chat_account=account, hour=NOW, runs=60, idle_runs=58)

    assert "key_invalid" in opened(staff, "chats_syncrun_changelist")
    assert "58" in opened(staff, "chats_synchour_changelist")
    assert 'name="_save"' not in opened(staff, "chats_syncrun_change", synced.pk)


def test_no_list_shows_words_of_a_chat_and_a_reply_shows_only_its_own(staff: Client, reply: Reply) -> None:
    listed = opened(staff, "chats_reply_changelist")
    page = opened(staff, "chats_reply_change", reply.pk)

    assert OUR_WORDS not in listed
    assert BUYERS_WORDS not in listed
    assert OUR_WORDS in page
    assert BUYERS_WORDS not in page


@pytest.mark.parametrize("model", ["chataccount", "syncrun", "reply"])
def test_a_long_list_costs_as_many_queries_as_a_short_one(
    staff: Client, workspace: Workspace, reply: Reply, model: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(10):
        another = make_account(workspace=workspace)
        make_reply(chat=make_chat(account=another))
        SyncRun.objects.create(chat_account=another, kind="look", result="ok", started_at=NOW, ended_at=NOW)

    with django_assert_max_num_queries(8):
        opened(staff, f"chats_{model}_changelist")
