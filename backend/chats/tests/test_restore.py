"""The restore drill: PostgreSQL's own programs, and a marketplace over HTTP that went on while the backup lay there."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.core.management import call_command
from django.db import InternalError, connection
from django.db.utils import OperationalError
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.tests.factories import make_actor
from chats.models import Chat, ChatAccount, Message, Reply, SyncState
from chats.selectors.changes import CursorExpired, read_changes, read_head
from chats.services.replies import NewReply, queue_reply, retry_reply
from chats.sync import sweeping
from chats.sync.connect import connector_for, importer_for, seal
from chats.sync.delivery import deliver
from chats.sync.outbox import sweep
from chats.sync.verification import check_reply
from chats.tests.factories import make_account
from chats.tests.worker_process import database_url
from conftest import Queued
from connectors.tests.simulator_process import SimulatorProcess
from stack.backup import back_up
from stack.databases import drop_database
from stack.problems import StackError
from stack.restore import restore

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

PASSPHRASE = b"correct horse battery staple"


@pytest.fixture
def _own_database(transactional_db: None) -> Iterator[None]:
    """A copy of the tests' database, for it is going to be destroyed."""
    name, url = connection.settings_dict["NAME"], database_url()
    connection.close()
    copy = f"restored_{uuid4().hex[:8]}"
    server = url.rpartition("/")[0] + "/postgres"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
    connection.settings_dict["NAME"] = copy
    yield
    connection.close()
    connection.settings_dict["NAME"] = name
    drop_database(server, copy)


@dataclass
class Shop:
    simulator: SimulatorProcess
    client_id: str
    account: ChatAccount
    author: Actor

    def command(self, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        return self.simulator.command(verb, f"/accounts/{self.client_id}{path}", body)

    def buyer_asks(self, text: str) -> str:
        remote_id = str(self.command("POST", "/chats", {"kind": "BUYER_SELLER"})["chat_id"])
        self.command("POST", f"/chats/{remote_id}/messages", {"author": "Customer", "text": text})
        return remote_id

    def write(self, remote_id: str, text: str) -> Reply:
        chat = Chat.objects.get(external_id=remote_id)
        new = NewReply(key=uuid4(), text=text)
        return queue_reply(chat=chat, author=self.author, new=new, now=timezone.now()).reply

    def sweep(self) -> None:
        """As the workers do it when all is due."""
        sweeping.run_slice(account_id=self.account.pk, connect=importer_for, clock=timezone.now)

    @property
    def sends(self) -> list[str]:
        return [str(one["text"]) for one in self.command("GET", "/sends")]

    @property
    def stored(self) -> list[str]:
        return list(Message.objects.order_by("sent_at", "pk").values_list("text", flat=True))


@pytest.fixture
def shop(simulator: SimulatorProcess, _own_database: None, workspace: Workspace, queued: Queued) -> Shop:
    client_id = str(1_000_000 + uuid4().int % 9_000_000)
    cabinet = {"client_id": client_id, "subscription": "PREMIUM_PLUS", "echo_seconds": [0, 0]}
    api_key = simulator.command("POST", "/accounts", cabinet)["api_key"]
    credentials = seal({"client_id": client_id, "api_key": api_key})
    account = make_account(workspace=workspace, external_id=client_id, credentials=credentials)
    return Shop(simulator, client_id, account, make_actor(workspace=workspace))


def send(reply: Reply) -> None:
    deliver(reply_id=reply.pk, connect=connector_for)


def bring_back(file: Path, **options: Any) -> None:
    connection.close()
    restore(database_url(), file, env=os.environ, **options)


def pass_ten_minutes() -> None:
    """As if every reply in doubt had been so for long, and was looked for three times."""
    unclear = Reply.objects.filter(state="unclear")
    for _ in range(3):
        unclear.update(check_at=timezone.now(), unclear_at=timezone.now() - timedelta(minutes=11))
        for reply_id in unclear.values_list("pk", flat=True):
            check_reply(reply_id=reply_id, connect=connector_for)


def test_after_a_restore_nothing_is_sent_twice_and_nothing_is_missing(
    shop: Shop, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "backup.dump"
    asked = [shop.buyer_asks(f"Здравствуйте! Когда отправите заказ {number}?") for number in range(5)]
    SyncState.objects.update(next_sweep_at=timezone.now(), next_full_sweep_at=timezone.now())
    shop.sweep()
    send(shop.write(asked[0], "Уже в пути."))
    waiting = shop.write(asked[1], "Отправим сегодня.")
    in_flight = shop.write(asked[2], "Отправим завтра.")
    never_sent = shop.write(asked[3], "Отправим в пятницу.")
    failed = shop.write(asked[4], "Отправим в субботу.")
    Reply.objects.filter(pk=failed.pk).update(state="failed", error_code="key_invalid", failed_at=timezone.now())

    def while_it_is_sent(account: ChatAccount) -> Any:
        connector = connector_for(account)
        sends = connector.send

        def back_up_and_send(**told: Any) -> Any:
            back_up(database_url(), file, env=os.environ)
            return sends(**told)

        connector.send = back_up_and_send  # type: ignore[method-assign]
        return connector

    deliver(reply_id=in_flight.pk, connect=while_it_is_sent)
    send(waiting)
    retry_reply(reply=Reply.objects.get(pk=failed.pk), author=shop.author, now=timezone.now())
    send(failed)
    late = shop.buyer_asks("Здравствуйте! Есть ли размер 52?")
    shop.command("POST", f"/chats/{asked[0]}/messages", {"author": "Customer", "text": "Спасибо!"})
    SyncState.objects.update(next_sweep_at=timezone.now(), next_full_sweep_at=timezone.now())
    shop.sweep()
    send(shop.write(late, "Да, есть."))
    sent_before, place_before = shop.sends, read_head(workspace).seq
    newest_id = Reply.objects.latest("pk").pk

    with pytest.raises(StackError, match="REPLACE=1"):
        bring_back(file)
    bring_back(file, replace=True)
    with pytest.raises((InternalError, OperationalError), match="read-only"):
        send(waiting)
    connection.close()
    call_command("after_restore")
    connection.close()
    sweep(now=timezone.now())
    for reply in Reply.objects.all():
        send(reply)
    shop.sweep()
    pass_ten_minutes()

    assert (
        shop.sends
        == sent_before
        == ["Уже в пути.", "Отправим завтра.", "Отправим сегодня.", "Отправим в субботу.", "Да, есть."]
    )
    states = dict(Reply.objects.values_list("text", "state"))
    assert states == {
        "Уже в пути.": "delivered",
        "Отправим сегодня.": "delivered",
        "Отправим завтра.": "delivered",
        "Отправим в субботу.": "delivered",
        "Отправим в пятницу.": "failed",
    }
    assert Reply.objects.get(pk=never_sent.pk).error_code == "not_seen"
    assert len(shop.stored) == 12
    assert {"Спасибо!", "Да, есть.", "Здравствуйте! Есть ли размер 52?"} <= set(shop.stored)
    with pytest.raises(CursorExpired):
        read_changes(workspace, after=place_before, head=read_head(workspace), limit=10)
    assert shop.write(late, "Ещё вопрос?").pk > newest_id


@pytest.mark.usefixtures("_own_database")
def test_a_backup_that_was_cut_or_changed_touches_nothing(tmp_path: Path) -> None:
    file = tmp_path / "backup.dump"
    with psycopg.connect(database_url()) as emptied:
        emptied.execute("DROP SCHEMA public CASCADE")
        emptied.execute("CREATE SCHEMA public")
    with pytest.raises(StackError, match="nothing"):
        back_up(database_url(), file, env=os.environ)
    with psycopg.connect(database_url()) as before:
        before.execute("CREATE TABLE core_mark (id int)")
    back_up(database_url(), file, env=os.environ, passphrase=PASSPHRASE)
    whole = file.read_bytes()
    middle = len(whole) // 2

    for content, passphrase, told in [
        (whole[:-40], PASSPHRASE, "cut off|changed"),
        (whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :], PASSPHRASE, "changed"),
        (whole, b"another passphrase", "passphrase"),
        (whole, None, "sealed"),
        (b"no backup at all", None, "no backup"),
    ]:
        file.write_bytes(content)
        with pytest.raises(StackError, match=told):
            restore(database_url(), file, env=os.environ, passphrase=passphrase, replace=True)

    with psycopg.connect(database_url()) as untouched:
        untouched.execute("INSERT INTO core_mark VALUES (1)")
    file.write_bytes(whole)
    restore(database_url(), file, env=os.environ, passphrase=PASSPHRASE, replace=True)
    with psycopg.connect(database_url()) as restored, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        restored.execute("INSERT INTO core_mark VALUES (2)")
