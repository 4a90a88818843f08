"""From an overdue debt to the reader through a real broker, worker, mail server, and a Telegram over HTTP."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.utils import timezone

from accounts.models import Membership, Workspace
from chats.models import Chat
from chats.services.clock import refresh_clock
from chats.tests.alerts import TARGET
from chats.tests.factories import make_account, make_chat, make_message
from chats.tests.worker_process import WorkerProcess
from core.crypto import encrypt
from core.queue_depths import count_unacknowledged, queue_depths
from core.tests.mail_sink import MailSink, subject_of
from core.tests.telegram_stand_in import TelegramStandIn
from sla.models import Delivery, Event, Notification, TelegramChannel

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
def mails() -> Iterator[MailSink]:
    with MailSink() as sink:
        yield sink


@pytest.fixture
def telegram(workspace: Workspace) -> Iterator[TelegramStandIn]:
    TelegramChannel.objects.create(
        workspace=workspace, token=encrypt(TOKEN), token_hint="Dsaw", chat_id="-100123", events=["obligation.breached"]
    )
    with TelegramStandIn() as stand_in:
        yield stand_in


@pytest.fixture
def workers(tmp_path: Path, mails: MailSink, telegram: TelegramStandIn) -> Iterator[list[WorkerProcess]]:
    """Two of them, as in an installation that was scaled out."""
    places = {"EMAIL_URL": mails.url, "TELEGRAM_API_URL": telegram.url}
    running = [
        WorkerProcess(log=tmp_path / f"worker-{number}.log", ozon_api_url="http://127.0.0.1:1", **places)
        for number in range(2)
    ]
    yield running
    for worker in running:
        worker.stop()


def make_overdue(workspace: Workspace) -> Chat:
    now = timezone.now()
    account = make_account(workspace=workspace)
    account.sync_state.fresh_at = now
    account.sync_state.save(update_fields=["fresh_at"])
    chat = make_chat(account=account, product_title="Чехол")
    make_message(chat=chat, at=now - TARGET - timedelta(minutes=1))
    refresh_clock(chat, now=now)
    return chat


def test_two_workers_tell_a_breach_once_through_every_channel(
    workspace: Workspace,
    owner_member: Membership,
    mails: MailSink,
    telegram: TelegramStandIn,
    workers: list[WorkerProcess],
    tmp_path: Any,
) -> None:
    chat = make_overdue(workspace)

    for _ in range(8):
        current_app.send_task("chats.find_alerts", queue="default")
    workers[0].wait_for(lambda: mails.mails and telegram.sent)
    for _ in range(4):
        current_app.send_task("chats.find_alerts", queue="default")
    workers[0].wait_for(lambda: Delivery.objects.filter(state=Delivery.State.SENT).count() == 2)
    workers[0].wait_for(lambda: queue_depths()["default"] == count_unacknowledged() == 0)

    assert [subject_of(mail) for mail in mails.mails] == ["Ответ просрочен: Чехол"]
    assert [sent.token for sent in telegram.sent] == [TOKEN]
    assert Event.objects.count() == 1
    assert Notification.objects.get().chat_id == chat.pk
    logs = "".join(path.read_text() for path in tmp_path.glob("*.log"))
    assert TOKEN not in logs
    assert "Traceback" not in logs
