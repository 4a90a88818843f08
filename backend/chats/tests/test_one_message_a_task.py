"""A task that writes to somebody sends one message, and notes it also when its time is up meanwhile."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from accounts.models import Membership, Workspace
from chats.services.alerts.delivering import deliver_due
from chats.services.alerts.finding import find_events
from chats.services.alerts.outbox import Address
from chats.services.alerts.telling import tell_events
from chats.services.weekly_reports import plan_weekly_reports, send_weekly_report
from chats.tests.alerts import MINUTE, make_debt
from chats.tests.factories import NOW, make_account
from conftest import Queued
from core.crypto import encrypt
from core.tests.mail_sink import MailSink, subject_of
from core.tests.telegram_stand_in import TelegramStandIn
from core.tests.time_is_up import time_is_up_once
from sla.models import Delivery, Event, TelegramChannel, WeeklyReport

Kind = Delivery.Kind
State = Delivery.State


@pytest.fixture
def mails(settings: Any) -> Iterator[MailSink]:
    with MailSink() as sink:
        sink.use(settings)
        yield sink


@pytest.fixture
def reader(workspace: Workspace, owner_member: Membership) -> Address:
    return Address(workspace.pk, owner_member.pk, Delivery.Channel.EMAIL)


def find_breach(workspace: Workspace) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)


def leave_trial(address: Address) -> Delivery:
    """Of a process that died over it, given back by the sweeper."""
    return Delivery.objects.create(
        workspace_id=address.workspace_id,
        membership_id=address.membership_id,
        channel=address.channel,
        kind=Kind.TEST,
        reason="delivery_interrupted",
        attempts=1,
        created_at=NOW,
        next_attempt_at=NOW,
    )


def states() -> list[str]:
    return list(Delivery.objects.order_by("pk").values_list("state", flat=True))


def test_a_notification_that_the_mail_server_has_is_noted(
    workspace: Workspace, reader: Address, mails: MailSink
) -> None:
    find_breach(workspace)

    with time_is_up_once(lambda: mails.mails):
        deliver_due(reader, now=NOW)

    assert (states(), len(mails.mails)) == ([State.SENT], 1)


def test_a_message_that_telegram_has_is_noted(workspace: Workspace, reader: Address, settings: Any) -> None:
    channel = TelegramChannel.objects.create(
        workspace=workspace,
        token=encrypt("110201543:AAH"),
        token_hint="AAH",
        chat_id="-1",
        events=[Event.Kind.BREACHED],
    )
    leave_trial(Address(workspace.pk, None, Delivery.Channel.TELEGRAM))

    with TelegramStandIn() as telegram, time_is_up_once(lambda: telegram.sent):
        settings.TELEGRAM_API_URL = telegram.url
        deliver_due(Address(workspace.pk, None, Delivery.Channel.TELEGRAM), now=NOW)

    channel.refresh_from_db()
    assert (states(), len(telegram.sent), channel.last_sent_at) == ([State.SENT], 1, NOW)


def test_a_weekly_report_that_the_mail_server_has_is_noted(
    workspace: Workspace, owner_member: Membership, mails: MailSink, queued: Queued
) -> None:
    monday = datetime.fromisoformat("2026-11-23T08:00:00+03:00")
    make_account(workspace=workspace, connected_at=monday - timedelta(days=20))
    plan_weekly_reports(now=monday)
    report = WeeklyReport.objects.get()

    with time_is_up_once(lambda: mails.mails):
        send_weekly_report(report_id=report.pk, now=monday)

    report.refresh_from_db()
    assert (report.sent_at, len(mails.mails)) == (monday, 1)


def test_trials_that_were_left_come_one_by_one_after_the_alarm(
    workspace: Workspace, reader: Address, mails: MailSink
) -> None:
    for _ in range(2):
        leave_trial(reader)
    find_breach(workspace)
    sent = []

    for _ in range(4):
        deliver_due(reader, now=NOW)
        sent.append(len(mails.mails))

    assert sent == [1, 2, 3, 3]
    assert subject_of(mails.mails[0]).startswith("Ответ просрочен")
    assert states() == [State.SENT] * 3
