from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Workspace
from accounts.tests.factories import make_user
from chats.models import ChatAccount, ConnectorDrift, Reply, SyncState
from chats.tests.factories import make_account, make_chat, make_reply
from core import error_texts, heartbeat
from core.models import HealthAlert

PAGE = "/admin/health/"


def late(workspace: Workspace, title: str, *, minutes: int, **fields: str) -> ChatAccount:
    account = make_account(workspace=workspace, title=title, **fields)
    fresh_at = timezone.now() - timedelta(minutes=minutes)
    SyncState.objects.filter(chat_account=account).update(fresh_at=fresh_at, last_error_code="marketplace_unavailable")
    return account


def page(client: Client) -> str:
    response = client.get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def test_late_cabinets_stand_with_the_reason_in_words_the_oldest_first(staff: Client, workspace: Workspace) -> None:
    late(workspace, "Лавка третья", minutes=3)
    late(workspace, "Лавка шестая", minutes=6)
    refused = late(workspace, "Лавка сотая", minutes=100, state="needs_key", state_code="key_expired")
    late(workspace, "Лавка на отдыхе", minutes=500, state="paused")

    html = page(staff)

    assert html.index("Лавка сотая") < html.index("Лавка шестая")
    assert "Лавка третья" not in html
    assert "Лавка на отдыхе" not in html
    assert f"/admin/chats/chataccount/{refused.pk}/change/" in html
    assert "marketplace_unavailable" not in html
    assert error_texts.text("key_expired", "ru") in html


def test_processes_and_queues_are_shown_as_redis_knows_them(staff: Client) -> None:
    heartbeat.beat(["beat", "worker:sync"])

    html = page(staff)

    assert html.count("признак жизни") == 2
    assert html.count("нет признаков жизни") == 3


def test_without_redis_the_rest_is_shown(staff: Client, workspace: Workspace, settings: object) -> None:
    late(workspace, "Лавка шестая", minutes=6)
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]

    html = page(staff)

    assert "Redis не отвечает" in html
    assert "Лавка шестая" in html


def test_stuck_replies_are_shown_without_their_words(staff: Client, workspace: Workspace) -> None:
    long_ago = timezone.now() - timedelta(minutes=9)
    reply = make_reply(chat=make_chat(workspace=workspace), text="Пришлём замену", queued_at=long_ago)

    html = page(staff)

    assert f"/admin/chats/reply/{reply.pk}/change/" in html
    assert "Пришлём замену" not in html


def test_alerts_and_drift_are_shown(staff: Client) -> None:
    now = timezone.now()
    HealthAlert.objects.create(kind="worker_dead", subject="sync", label="sync", since=now, confirmed_at=now)
    HealthAlert.objects.create(kind="beat_dead", since=now)
    ConnectorDrift.objects.create(
        marketplace="ozon", kind="unknown_value", where="chat.kind", count=3, first_seen_at=now, last_seen_at=now
    )

    html = page(staff)

    assert "У очереди нет исполнителя" in html
    assert "Планировщик не подаёт признаков жизни" not in html
    assert "chat.kind" in html


def test_the_page_costs_the_same_for_few_and_for_many(staff: Client, workspace: Workspace) -> None:
    page(staff)
    with CaptureQueriesContext(connection) as few:
        page(staff)
    for number in range(12):
        account = late(workspace, f"Лавка {number}", minutes=60)
        make_reply(chat=make_chat(account=account), state=Reply.State.QUEUED)

    with CaptureQueriesContext(connection) as many:
        page(staff)

    assert len(few) == len(many) <= 12


def test_only_staff_with_the_right_see_it(db: None) -> None:
    viewer = make_user(email="viewer@example.com")
    client = Client()
    client.force_login(viewer)
    as_user = client.get(PAGE).status_code
    viewer.is_staff = True
    viewer.save()

    assert as_user == 302
    assert client.get(PAGE).status_code == 403
    assert Client().get(PAGE).status_code == 302


def test_the_list_of_alerts_is_read_only(staff: Client) -> None:
    alert = HealthAlert.objects.create(kind="beat_dead", since=timezone.now())

    assert "Планировщик не подаёт признаков жизни" in staff.get("/admin/core/healthalert/").content.decode()
    assert 'name="_save"' not in staff.get(f"/admin/core/healthalert/{alert.pk}/change/").content.decode()
    assert staff.get("/admin/core/healthalert/add/").status_code == 403
