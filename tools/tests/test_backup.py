"""Where a backup goes and which ones go away; what is in them is tested with the restore."""

import os
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from stack import keeping
from stack.backup import back_up, forget_old, named_by, read_passphrase
from stack.paths import ROOT
from stack.problems import StackError

NOW = datetime(2026, 3, 20, 2, 0, tzinfo=UTC)


@pytest.fixture
def _named_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any starting of servers, and any writing beside the target, would be a failure."""

    def write(_url: str, target: Path, **_: Any) -> int:
        return target.write_bytes(b"backup")

    monkeypatch.setattr(keeping, "back_up", write)
    monkeypatch.setattr(keeping, "servers", None)
    monkeypatch.setattr(keeping, "private_folder", None)
    monkeypatch.setenv("DATABASE_URL", "postgres://agentiq@db/agentiq")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    target = tmp_path / "missing" / "monday.dump"

    with pytest.raises(StackError, match=str(target.parent)):
        back_up("postgres://nobody@127.0.0.1:1/none", target, env={})


@pytest.mark.usefixtures("_named_database")
def test_a_backup_into_a_folder_is_named_by_its_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TO", str(tmp_path))

    keeping.run_backup(Event())

    (made,) = tmp_path.iterdir()
    assert datetime.strptime(made.name, "%Y%m%d-%H%M%S.dump").replace(tzinfo=UTC) <= datetime.now(UTC)


@pytest.mark.usefixtures("_named_database")
def test_a_new_backup_removes_old_ones_only_where_days_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "20200101-000000.dump"
    old.touch()
    monkeypatch.setenv("TO", str(tmp_path))
    keeping.run_backup(Event())
    kept = old.exists()

    monkeypatch.setenv("TO", str(tmp_path / "20200202-000000.dump"))
    monkeypatch.setenv("KEEP_DAYS", "14")
    keeping.run_backup(Event())

    assert (kept, old.exists()) == (True, False)


@pytest.mark.usefixtures("_named_database")
def test_days_that_are_no_number_stop_the_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TO", str(tmp_path))
    monkeypatch.setenv("KEEP_DAYS", "a fortnight")

    with pytest.raises(StackError, match="KEEP_DAYS"):
        keeping.run_backup(Event())

    assert list(tmp_path.iterdir()) == []


def test_only_old_backups_that_a_moment_named_are_removed(tmp_path: Path) -> None:
    kept = [
        named_by(NOW),
        "20260306-020000.dump",
        "before-the-upgrade.dump",
        "20200101-000000.dump.half",
        "20200101.dump",
    ]
    for name in [*kept, "20260306-015959.dump", "20251231-235959.dump"]:
        (tmp_path / name).touch()

    removed = forget_old(tmp_path, days=14, now=NOW)

    assert [file.name for file in removed] == ["20251231-235959.dump", "20260306-015959.dump"]
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(kept)


def test_the_file_of_the_passphrase_is_named_from_the_checkout_as_backups_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make` itself goes into another folder."""
    file = tmp_path / "passphrase"
    file.write_text("a passphrase of many letters\n")
    elsewhere = tmp_path / "so" / "deep" / "that" / "no" / "way" / "up" / "leads" / "there"
    elsewhere.mkdir(parents=True)
    monkeypatch.chdir(elsewhere)

    assert read_passphrase(os.path.relpath(file, ROOT)) == read_passphrase(str(file))
