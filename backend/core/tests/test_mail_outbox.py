"""A mail leaves whatever dies meanwhile: the process, Redis, the mail server."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings as configured
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from redis import Redis

from conftest import Queued
from core.mail.message import Mail
from core.mail.outbox import FAILURE_KEPT_FOR, TRIED_FOR, deliver_waiting, hand_out_waiting, keep
from core.metrics.own import collect_mails
from core.models import WaitingMail
from core.tasks import forget_failed_mails, sweep_mails
from core.tests.mail_sink import MailSink, subject_of
from core.tests.time_is_up import time_is_up_once

pytestmark = pytest.mark.django_db(transaction=True)

MAIL = Mail(
    subject="Новый пароль",
    text="https://chats.example.com/password#k3y\n",
    html="<p>Новый пароль</p>",
    to=["inna@example.com"],
)


@pytest.fixture
def sink(settings: Any) -> Iterator[MailSink]:
    with MailSink() as sink:
        sink.use(settings)
        yield sink


def wait(**times: float) -> None:
    """As much time passes for every mail."""
    length = timedelta(**times)
    WaitingMail.objects.update(
        created_at=F("created_at") - length,
        due_at=F("due_at") - length,
        task_until=F("task_until") - length,
        leased_until=F("leased_until") - length,
        given_up_at=F("given_up_at") - length,
    )


def work(queued: Queued) -> None:
    """What workers do with the tasks that there are."""
    tasks = [arguments for name, arguments in queued if name == "core.deliver_mail"]
    queued.clear()
    for arguments in tasks:
        deliver_waiting(**arguments)


def keep_one() -> WaitingMail:
    keep(MAIL, template="password_reset")
    return WaitingMail.objects.latest("pk")


def test_a_mail_is_there_with_the_deed_or_not_at_all(queued: Queued) -> None:
    with transaction.atomic():
        keep_one()
        transaction.set_rollback(True)

    assert not WaitingMail.objects.exists()


def test_a_mail_that_was_taken_leaves_nothing_behind(sink: MailSink, queued: Queued) -> None:
    name = keep_one().name

    work(queued)

    [mail] = sink.mails
    assert (subject_of(mail), mail["To"]) == (MAIL.subject, "inna@example.com")
    assert str(name) in mail["Message-ID"]
    assert not WaitingMail.objects.exists()


def test_a_mail_that_was_taken_is_not_sent_again_because_the_time_of_the_task_was_up(sink: MailSink) -> None:
    row = keep_one()

    with time_is_up_once(lambda: sink.mails):
        deliver_waiting(row.pk)

    assert len(sink.mails) == 1
    assert not WaitingMail.objects.exists()


def test_a_mail_whose_process_died_before_the_task_leaves_with_the_sweep(sink: MailSink, queued: Queued) -> None:
    keep_one()
    queued.clear()

    handed_out = [hand_out_waiting()]
    wait(seconds=16)
    handed_out += [hand_out_waiting(), hand_out_waiting()]
    work(queued)

    assert handed_out == [0, 1, 0]
    assert len(sink.mails) == 1


def test_a_mail_whose_task_redis_forgot_leaves_with_the_sweep(sink: MailSink) -> None:
    row = keep_one()
    with Redis.from_url(configured.REDIS_URL) as redis:
        before = redis.llen("default")
        redis.flushdb()
        wait(seconds=16)
        hand_out_waiting()
        after = redis.llen("default")
    deliver_waiting(row.pk)

    assert (before, after) == (1, 1)
    assert len(sink.mails) == 1


def test_a_mail_server_that_is_away_is_tried_again_later_and_later(sink: MailSink, queued: Queued) -> None:
    sink.refusal = "451 4.3.0 later"
    row = keep_one()
    pauses = []
    for _ in range(3):
        deliver_waiting(row.pk)
        row.refresh_from_db()
        pauses.append((row.due_at - WaitingMail.objects.values_list(Now()).get()[0]).total_seconds())
        deliver_waiting(row.pk)
        wait(hours=1)
    WaitingMail.objects.update(tries=71)
    deliver_waiting(row.pk)
    row.refresh_from_db()
    pauses.append((row.due_at - WaitingMail.objects.values_list(Now()).get()[0]).total_seconds())
    sink.refusal = None
    wait(hours=1)
    hand_out_waiting()
    work(queued)

    assert pauses == pytest.approx([15, 30, 60, 3600], abs=3)
    assert (row.tries, row.error) == (72, "SMTPDataError 451")
    assert len(sink.mails) == 1


def test_two_workers_send_one_mail(sink: MailSink) -> None:
    row, start = keep_one(), Barrier(2)

    def send() -> None:
        start.wait(10)
        deliver_waiting(row.pk)
        connection.close()

    with ThreadPoolExecutor(2) as workers:
        for future in [workers.submit(send) for _ in range(2)]:
            future.result(30)

    assert len(sink.mails) == 1


def test_a_worker_that_died_with_a_mail_in_hand_sends_it_again_under_the_same_name(
    sink: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = keep_one()

    def die(self: WaitingMail) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(WaitingMail, "delete", die)
        with pytest.raises(KeyboardInterrupt):
            deliver_waiting(row.pk)
    deliver_waiting(row.pk)
    meanwhile = len(sink.mails)
    wait(minutes=6)
    deliver_waiting(row.pk)

    assert meanwhile == 1
    assert [mail["Message-ID"] for mail in sink.mails] == [sink.mails[0]["Message-ID"]] * 2
    assert not WaitingMail.objects.exists()


@pytest.mark.parametrize("reason", ["refused for good", "too old", "sealed by a lost key"])
def test_what_cannot_be_sent_is_given_up_without_its_words_and_forgotten_a_month_later(
    sink: MailSink, reason: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = keep_one()
    if reason == "refused for good":
        sink.refusal = "554 5.7.1 no"
    elif reason == "too old":
        sink.refusal = "451 4.3.0 later"
        wait(days=TRIED_FOR.days, seconds=1)
    else:
        WaitingMail.objects.update(sealed="gAAAAA")

    deliver_waiting(row.pk)
    deliver_waiting(row.pk)
    wait(days=1)
    waiting, _, given_up = (family.samples[0].value for family in collect_mails(row.created_at))
    kept = WaitingMail.objects.get()
    forget_failed_mails()
    early = WaitingMail.objects.count()
    wait(days=FAILURE_KEPT_FOR.days)
    sweep_mails()
    kept_by_the_sweep = WaitingMail.objects.count()
    forget_failed_mails()

    assert (kept.sealed, kept.tries, bool(kept.error)) == ("", 1, True)
    assert (waiting, given_up) == (0, 1)
    assert [record.message for record in caplog.records if record.levelname == "WARNING"] == ["mail.given_up"]
    assert (early, kept_by_the_sweep, WaitingMail.objects.count()) == (1, 1, 0)
