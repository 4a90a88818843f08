"""The restore drill: PostgreSQL's own programs, and a marketplace over HTTP that went on while the backup lay there."""

import os
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import InternalError, connection
from django.db.utils import OperationalError
from django.utils import timezone

from accounts.models import Workspace
from chats.models import Message, Reply, SyncState
from chats.selectors.changes import CursorExpired, read_changes, read_head
from chats.services.replies import delete_reply, retry_reply
from chats.sync.connect import connector_for, importer_for
from chats.sync.outbox import sweep
from chats.tests.restoring.shop import HISTORY, SEND, Shop, acting, pass_ten_minutes, send
from chats.tests.worker_process import database_url
from stack.backup import back_up
from stack.problems import StackError
from stack.restore import restore

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

PASSPHRASE = b"correct horse battery staple"


def bring_back(file: Path, **options: Any) -> None:
    connection.close()
    restore(database_url(), file, env=os.environ, **options)


def test_after_a_restore_nothing_is_sent_twice_and_nothing_is_missing(
    shop: Shop, workspace: Workspace, tmp_path: Path
) -> None:
    """The backup is taken while a reply is handed over and a sweep has read one of two chats."""
    file = tmp_path / "backup.dump"
    asked = [shop.buyer_asks(f"Здравствуйте! Когда отправите заказ {number}?") for number in range(7)]
    shop.sweep_now()
    send(shop.write(asked[0], "Уже в пути."))
    waiting = shop.write(asked[1], "Отправим сегодня.")
    in_flight = shop.write(asked[2], "Отправим завтра.")
    never_sent = shop.write(asked[3], "Отправим в пятницу.")
    failed = shop.write(asked[4], "Отправим в субботу.")
    Reply.objects.filter(pk=failed.pk).update(state="failed", error_code="key_invalid", failed_at=timezone.now())
    held = shop.write_and_hold(asked[5], "Отправим в понедельник.")
    taken_back = shop.write_and_hold(asked[6], "Отправим во вторник.")
    shop.buyer_adds(asked[0], "Спасибо!")
    shop.buyer_adds(asked[3], "Ау!")

    def back_up_now() -> None:
        back_up(database_url(), file, env=os.environ)

    def sweep_meanwhile() -> None:
        shop.sweep_now(acting(importer_for, back_up_now, at=HISTORY, call=2))

    send(in_flight, connect=acting(connector_for, sweep_meanwhile, at=SEND))
    send(waiting)
    retry_reply(reply=Reply.objects.get(pk=failed.pk), author=shop.author, now=timezone.now())
    send(failed)
    delete_reply(reply=taken_back, author=shop.author)
    send(held, in_seconds=11)
    late = shop.buyer_asks("Здравствуйте! Есть ли размер 52?")
    shop.sweep_now()
    send(shop.write(late, "Да, есть."))
    sent_before, place_before = shop.sends, read_head(workspace).seq
    newest_id = Reply.objects.latest("pk").pk

    with pytest.raises(StackError, match="REPLACE=1"):
        bring_back(file)
    bring_back(file, replace=True)
    with pytest.raises((InternalError, OperationalError), match="read-only"):
        send(waiting)
    state = SyncState.objects.get()
    assert (state.sweep_scope, state.bulk_owner is not None) == ("all", True)
    assert Message.objects.filter(text__in=["Спасибо!", "Ау!"]).count() == 1
    assert sorted(Reply.objects.exclude(send_after=None).values_list("pk", flat=True)) == [held.pk, taken_back.pk]
    connection.close()
    call_command("after_restore")
    connection.close()
    sweep(now=timezone.now())
    for reply in Reply.objects.all():
        send(reply, in_seconds=11)
    shop.sweep()

    assert shop.stored == shop.written
    pass_ten_minutes()
    assert (
        shop.sends
        == sent_before
        == [
            "Уже в пути.",
            "Отправим завтра.",
            "Отправим сегодня.",
            "Отправим в субботу.",
            "Отправим в понедельник.",
            "Да, есть.",
        ]
    )
    assert shop.stored == shop.written
    states = dict(Reply.objects.values_list("text", "state"))
    assert states == {
        "Уже в пути.": "delivered",
        "Отправим сегодня.": "delivered",
        "Отправим завтра.": "delivered",
        "Отправим в субботу.": "delivered",
        "Отправим в понедельник.": "delivered",
        "Отправим в пятницу.": "failed",
        "Отправим во вторник.": "failed",
    }
    unsent = Reply.objects.filter(pk__in=[never_sent.pk, taken_back.pk])
    assert set(unsent.values_list("error_code", flat=True)) == {"not_seen"}
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


@pytest.mark.usefixtures("_own_database")
def test_a_restore_that_failed_half_way_may_be_repeated(tmp_path: Path) -> None:
    """It has left a database that is empty and only reads."""
    file = tmp_path / "backup.dump"
    with psycopg.connect(database_url()) as filled:
        filled.execute("DROP SCHEMA public CASCADE")
        filled.execute("CREATE SCHEMA public")
        filled.execute("CREATE TABLE core_mark AS SELECT generate_series(1, 1000) AS id")
    back_up(database_url(), file, env=os.environ)
    whole = file.read_bytes()
    file.write_bytes(whole[:-100])
    with pytest.raises(StackError, match="try again"):
        restore(database_url(), file, env=os.environ, replace=True)
    file.write_bytes(whole)

    restore(database_url(), file, env=os.environ)
    restore(database_url(), file, env=os.environ, replace=True)

    with psycopg.connect(database_url()) as restored:
        assert restored.execute("SELECT count(*) FROM core_mark").fetchone() == (1000,)
