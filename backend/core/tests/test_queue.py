import logging
import time

import pytest
from celery import Celery
from django.conf import settings
from django.db import transaction
from redis import Redis

from core import queue
from core.queue import enqueue


def waiting(name: str) -> int:
    with Redis.from_url(settings.REDIS_URL) as redis:
        return int(redis.llen(name))


@pytest.fixture
def _dead_broker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broker at a port where nobody listens."""
    app = Celery("elsewhere", set_as_current=False)
    app.config_from_object("django.conf:settings", namespace="CELERY")
    app.conf.update(broker_url="redis://127.0.0.1:1/0")
    monkeypatch.setattr(queue, "current_app", app)


@pytest.fixture(autouse=True)
def _no_outage_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "outage", queue.Outage())


@pytest.mark.django_db(transaction=True)
def test_a_call_is_sent_after_the_commit() -> None:
    with transaction.atomic():
        enqueue("chats.deliver_reply", reply_id=1)
        before = waiting("replies")

    assert (before, waiting("replies")) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_call_is_never_sent() -> None:
    with transaction.atomic():
        enqueue("chats.deliver_reply", reply_id=1)
        transaction.set_rollback(True)

    assert waiting("replies") == 0


@pytest.mark.django_db(transaction=True)
def test_a_named_queue_wins_over_the_usual_one() -> None:
    enqueue("chats.deliver_reply", queue="bulk", reply_id=1)

    assert (waiting("replies"), waiting("bulk")) == (0, 1)


@pytest.mark.django_db(transaction=True)
def test_a_task_without_a_route_waits_in_the_default_queue() -> None:
    enqueue("core.deliver_mail", mail_id=1)

    assert waiting("default") == 1


@pytest.mark.usefixtures("_dead_broker")
@pytest.mark.django_db(transaction=True)
def test_a_dead_broker_neither_fails_the_request_nor_floods_the_log(caplog: pytest.LogCaptureFixture) -> None:
    began_at = time.monotonic()

    with caplog.at_level(logging.WARNING, logger="core.queue"):
        for number in range(3):
            enqueue("chats.deliver_reply", reply_id=number)

    assert time.monotonic() - began_at < 3
    assert [record.message for record in caplog.records] == ["queue.broker_unavailable"]
    assert queue.outage.lost == 3


@pytest.mark.django_db(transaction=True)
def test_the_return_of_the_broker_is_told_with_what_was_lost(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(queue, "outage", queue.Outage(lost=2))

    with caplog.at_level(logging.WARNING, logger="core.queue"):
        enqueue("chats.deliver_reply", reply_id=1)

    assert [(record.message, vars(record)["lost_calls"]) for record in caplog.records] == [("queue.broker_back", 2)]
    assert queue.outage.lost == 0
