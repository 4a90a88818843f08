"""PostgreSQL has no room: it says so to whoever writes, nothing is lost, and all goes on once there is room."""

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Chat, Message, Reply
from chats.tasks.sync import look
from chats.tests.cabinet import Cabinet
from chats.tests.factories import make_chat, make_message
from chats.tests.moving_clock import MovingClock
from chats.tests.outbox import Outbox
from connectors.testing.fake_marketplace import FakeMarketplace
from core import outages

# What the server says when it cannot extend a file: https://www.postgresql.org/docs/current/errcodes-appendix.html
REFUSE = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file "base/5/2619": No space left on device';
END $$
"""


@contextmanager
def full_disk(*tables: str) -> Iterator[None]:
    """No row of these tables can be written."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSE)
        for table in tables:
            cursor.execute(f"CREATE TRIGGER no_room BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION no_room()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION no_room CASCADE")


@pytest.mark.django_db(transaction=True)
def test_the_api_says_so_and_the_same_request_is_taken_once_there_is_room(
    agent: APIClient, workspace: Workspace, caplog: pytest.LogCaptureFixture
) -> None:
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    url, key = f"/api/v1/chats/{chat.pk}/replies", {"Idempotency-Key": str(uuid4()), "Accept-Language": "en"}

    with full_disk("chat_replies"), caplog.at_level(logging.ERROR):
        refused = agent.post(url, {"text": "Отправим сегодня."}, headers=key)
        read = agent.get("/api/v1/chats")
    stored = Reply.objects.count()
    taken = [agent.post(url, {"text": "Отправим сегодня."}, headers=key) for _ in range(2)]

    [error] = refused.json()["errors"]
    assert (refused.status_code, error["code"], refused.headers["Retry-After"]) == (503, "database_full", "60")
    assert "try again later" in error["remedy"]
    assert [record.message for record in caplog.records if record.name == "core.outages"] == ["database.full"]
    assert (read.status_code, stored) == (200, 0)
    assert [answer.status_code for answer in taken] == [202, 202]
    assert Reply.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_look_ends_quietly_and_the_next_one_stores_what_it_could_not(
    workspace: Workspace, clock: MovingClock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outages, "_told", outages.Told())
    cabinet = Cabinet.connected(workspace, clock)
    monkeypatch.setattr("chats.tasks.sync.looker_for", cabinet.connect)
    remote = cabinet.marketplace.open_chat()
    cabinet.marketplace.buyer_writes(remote, "Есть ли размер L?")

    with full_disk("chat_messages"), caplog.at_level(logging.ERROR):
        look(account_id=cabinet.account.pk)
    before = Message.objects.count()
    clock.pass_time(300)
    look(account_id=cabinet.account.pk)

    assert before == 0
    assert [record.message for record in caplog.records] == ["database.full"]
    assert Message.objects.filter(chat=Chat.objects.get(external_id=remote)).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("table", ["chat_reply_attempts", "chat_replies"])
def test_a_reply_that_could_not_be_taken_up_is_sent_once_there_is_room(outbox: Outbox, table: str) -> None:
    reply = outbox.write()

    with full_disk(table), pytest.raises(OperationalError):
        outbox.deliver(reply)
    unsent = list(outbox.sent_texts)
    outbox.clock.pass_time(60)
    outbox.sweep()
    outbox.deliver(reply)

    assert unsent == []
    assert outbox.sent_texts == [reply.text]


@pytest.mark.django_db(transaction=True)
def test_a_reply_whose_outcome_could_not_be_written_is_never_sent_again(
    outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    reply = outbox.write()
    accept = FakeMarketplace.accept

    def accept_and_fill(*arguments: object) -> None:
        accept(*arguments)  # type: ignore[arg-type]
        disk.enter_context(full_disk("chat_reply_attempts"))

    with ExitStack() as disk, monkeypatch.context() as patched:
        patched.setattr(FakeMarketplace, "accept", accept_and_fill)
        with pytest.raises(OperationalError):
            outbox.deliver(reply)
    for _ in range(6):
        outbox.clock.pass_time(60)
        outbox.sweep()
        outbox.deliver(reply)
        outbox.check(reply)

    assert outbox.fresh(reply).state == Reply.State.DELIVERED
    assert outbox.sent_texts == [reply.text]
