"""`make backup` and `make restore` as an operator gives them, of a cabinet that is being imported."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from chats.models import Message, SyncState
from chats.sync.connect import importer_for
from chats.tests.restoring.shop import HISTORY, Shop, acting
from chats.tests.worker_process import database_url
from stack import execute, keeping
from stack.problems import StackError

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

Make = Callable[..., None]


@pytest.fixture
def make(shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Runs one of them on the test's database: `make("restore", FROM="…")`; nothing of the checkout is touched."""
    monkeypatch.setattr(execute, "LOCAL", tmp_path / "local")
    monkeypatch.setattr(execute, "LOCK", tmp_path / "local" / "lock")
    monkeypatch.setattr(keeping, "LOCAL", tmp_path / "local")
    commands = {"backup": keeping.run_backup, "restore": keeping.run_restore}

    def run(command: str, **variables: str) -> None:
        connection.close()
        with monkeypatch.context() as patch:
            for name, value in {"DATABASE_URL": database_url(), "REDIS_URL": settings.REDIS_URL, **variables}.items():
                patch.setenv(name, value)
            assert commands[command](Event()) == 0

    return run


def test_a_sealed_backup_of_an_import_comes_back_and_the_import_goes_on(
    shop: Shop, make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A chat of two pages of history is half read when the backup is taken."""
    file, passphrase, another = tmp_path / "backup.dump", tmp_path / "passphrase", tmp_path / "another"
    passphrase.write_text("correct horse battery staple\n")
    another.write_text("another horse battery staple\n")
    shop.command("POST", "/seed", {"generate": {"chats": 1, "messages": 1100}})
    SyncState.objects.update(import_state="pending")

    def back_up_now() -> None:
        make("backup", TO=str(file), PASSPHRASE_FILE=str(passphrase))

    shop.import_all(acting(importer_for, back_up_now, at=HISTORY, call=2))
    late = shop.buyer_asks("Здравствуйте! Есть ли размер 52?")
    shop.sweep_now()
    before = len(shop.stored)

    with psycopg.connect(database_url()), pytest.raises(StackError, match="1 sessions are open"):
        make("restore", FROM=str(file), PASSPHRASE_FILE=str(passphrase), REPLACE="1")
    for variables, told in [
        ({"PASSPHRASE_FILE": str(passphrase)}, "REPLACE=1"),
        ({"PASSPHRASE_FILE": str(passphrase), "REPLACE": "0"}, "REPLACE=1"),
        ({"PASSPHRASE_FILE": str(another), "REPLACE": "1"}, "passphrase"),
    ]:
        with pytest.raises(StackError, match=told):
            make("restore", FROM=str(file), **variables)
    shop.buyer_adds(late, "Ау!")
    shop.sweep_now()
    untouched = len(shop.stored)
    make("restore", FROM=str(file), PASSPHRASE_FILE=str(passphrase), REPLACE="1")
    restored = Message.objects.count(), SyncState.objects.get().import_state
    shop.import_all()
    shop.sweep()

    assert "1 cabinets are swept from end to end" in capsys.readouterr().out
    assert (before, untouched) == (1101, 1102)
    assert restored == (1000, "running")
    assert SyncState.objects.get().import_state == "done"
    assert shop.stored == shop.written
