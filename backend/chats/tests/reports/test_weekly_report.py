"""The report by mail: to owners, once a week, with the figures of the screen, whatever dies on the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django_celery_beat.models import PeriodicTask
from rest_framework.test import APIClient

from accounts.models import Membership, User, Workspace
from accounts.tests.factories import make_member, make_user, make_workspace
from chats.models import ChatAccount
from chats.services.baselines import freeze_due_baselines
from chats.services.weekly_reports import plan_weekly_reports, send_weekly_report
from chats.tests.factories import make_account
from chats.tests.reports.conversations import DAY, HOUR, ask
from conftest import Queued
from core.mail import deliver
from core.tests.mail_sink import MailSink, subject_of, text_of
from sla.models import WeeklyReport

MONDAY = datetime.fromisoformat("2026-11-23T08:00:00+03:00")
ENDS_AT = "2026-11-22T21:00:00Z"
CONNECTED = MONDAY - 20 * DAY
MINUTE = timedelta(minutes=1)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace, connected_at=CONNECTED)


@pytest.fixture
def sink(settings: Any) -> Iterator[MailSink]:
    with MailSink() as sink:
        sink.use(settings)
        yield sink


def send_planned(queued: Queued, *, now: datetime = MONDAY) -> None:
    plan_weekly_reports(now=now)
    calls, queued[:] = list(queued), []
    for name, arguments in calls:
        assert name == "chats.send_weekly_report"
        send_weekly_report(**arguments, now=now)


def report(client: APIClient, query: str) -> Any:
    with time_machine.travel(MONDAY, tick=False):
        return client.get(f"/api/v1/reports/{query}").json()["total"]


def test_the_owner_reads_the_figures_of_the_screen(
    owner: APIClient, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    for _ in range(25):
        ask(account, at=CONNECTED - 5 * DAY, answered_after=21 * HOUR, now=MONDAY)
    for number in range(25):
        ask(account, at=MONDAY - 10 * DAY, answered_after=(2 if number else 7) * HOUR, now=MONDAY)
    ask(account, at=MONDAY - 2 * HOUR, answered_after=HOUR, now=MONDAY)
    freeze_due_baselines(now=MONDAY)

    send_planned(queued)

    [mail] = sink.mails
    text = text_of(mail)
    month = report(owner, f"response-times?days=28&to={ENDS_AT}")
    before = report(owner, "baseline")
    assert (month["n"], month["median_seconds"], month["within_target_share"]) == (25, 2 * 3600, 0.96)
    assert (before["n"], before["median_seconds"], before["within_target_share"]) == (25, 21 * 3600, 0.0)
    assert subject_of(mail) == "Как быстро отвечали покупателям: Лавка у реки"
    assert "за 28 дней — 2 ч 0 мин, до подключения — 21 ч 0 мин" in text
    assert "Вовремя: 96,0 % (14 дней: 96,0 %; до подключения: 0,0 %)" in text.replace("\xa0", " ")
    assert "23.11.2026 00:00" in text


def test_there_is_a_page_beside_the_text(
    owner_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    ChatAccount.objects.filter(pk=account.pk).update(title="<b>Лавка</b>")
    second = make_account(workspace=account.workspace, title="Вторая", connected_at=CONNECTED)
    for of in (account, second):
        ask(of, at=MONDAY - 5 * DAY, answered_after=HOUR, now=MONDAY)

    send_planned(queued)

    page = sink.mails[0].get_body(("html",))
    assert page is not None
    assert "&lt;b&gt;Лавка&lt;/b&gt;: обращений 1, медиана 1 ч 0 мин" in page.get_content()
    assert f"/w/{account.workspace.slug}/reports" in page.get_content()


def test_under_twenty_it_says_so_instead_of_a_percentage(
    owner_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    ask(account, at=MONDAY - 5 * DAY, answered_after=HOUR, now=MONDAY)

    send_planned(queued)

    text = text_of(sink.mails[0])
    assert "Вовремя: мало данных (14 дней: мало данных; до подключения: мало данных)" in text
    assert "Медиана ответа за 28 дней — 1 ч 0 мин." in text.splitlines()


def test_each_owner_reads_it_in_the_own_language(
    workspace: Workspace, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    for language in ("ru", "en"):
        make_member(workspace=workspace, role=Membership.Role.OWNER, user=make_user(language=language))

    send_planned(queued)

    assert [subject_of(mail)[:15] for mail in sink.mails] == ["Как быстро отве", "How fast buyers"]


def test_it_comes_once_a_week(owner_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink) -> None:
    for hours in (-1, 0, 1, 25, 47, 48, 100):
        send_planned(queued, now=MONDAY + hours * HOUR)
    assert len(sink.mails) == 1

    send_planned(queued, now=MONDAY + 7 * DAY)

    assert len(sink.mails) == 2
    assert sink.mails[0]["Message-ID"] != sink.mails[1]["Message-ID"]


def test_a_task_that_is_delivered_twice_sends_once(
    owner_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    plan_weekly_reports(now=MONDAY)
    report_id = WeeklyReport.objects.get().pk

    assert [send_weekly_report(report_id=report_id, now=MONDAY) for _ in range(2)] == [True, False]
    assert len(sink.mails) == 1


def test_two_workers_at_once_send_once(
    owner_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_weekly_reports(now=MONDAY)
    report_id = WeeklyReport.objects.get().pk
    others: list[bool] = []

    def deliver_while_another_tries(*args: Any, **kwargs: Any) -> None:
        others.append(send_weekly_report(report_id=report_id, now=MONDAY))
        deliver(*args, **kwargs)

    monkeypatch.setattr("chats.services.weekly_reports.deliver", deliver_while_another_tries)

    assert send_weekly_report(report_id=report_id, now=MONDAY)
    assert others == [False]
    assert len(sink.mails) == 1


def test_a_report_whose_process_died_is_sent_by_another(
    owner_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    plan_weekly_reports(now=MONDAY)
    WeeklyReport.objects.update(claimed_until=MONDAY + 10 * MINUTE)

    send_planned(queued, now=MONDAY + 5 * MINUTE)
    assert sink.mails == []
    send_planned(queued, now=MONDAY + 10 * MINUTE)

    assert len(sink.mails) == 1


def test_a_mail_server_that_is_away_is_asked_again(
    owner_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    sink.refusal = "451 Try again later"
    for minutes in range(0, 6 * 60, 10):
        send_planned(queued, now=MONDAY + minutes * MINUTE)
    tried = WeeklyReport.objects.get().attempts

    sink.refusal = None
    send_planned(queued, now=MONDAY + 12 * HOUR)

    assert 3 <= tried <= 6
    assert len(sink.mails) == 1


def test_agents_and_workspaces_without_a_cabinet_get_none(
    agent_member: Membership, account: ChatAccount, queued: Queued, sink: MailSink
) -> None:
    make_member(workspace=make_workspace(), role=Membership.Role.OWNER)
    left = make_member(workspace=account.workspace, role=Membership.Role.OWNER)
    User.objects.filter(pk=left.user_id).update(is_active=False)

    send_planned(queued)

    assert sink.mails == []


def test_an_owner_turns_it_off_and_on(owner: APIClient, account: ChatAccount, queued: Queued, sink: MailSink) -> None:
    assert owner.get("/api/v1/notifications/settings").json()["weekly_report"] is True

    changed = owner.patch("/api/v1/notifications/settings", {"weekly_report": False}).json()
    send_planned(queued)

    assert changed["weekly_report"] is False
    assert sink.mails == []
    owner.patch("/api/v1/notifications/settings", {"weekly_report": True})
    send_planned(queued)
    assert len(sink.mails) == 1


def test_beat_looks_every_ten_minutes(db: None) -> None:
    task = PeriodicTask.objects.get(task="chats.plan_weekly_reports")

    assert (task.interval and task.interval.every, task.enabled) == (600, True)
