"""The commands `make backup` and `make restore`: their settings come as variables of make."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from stack.backup import back_up, forget_old, named_by, read_passphrase
from stack.console import say, step
from stack.environment import child_environment, given_environment
from stack.execute import servers
from stack.management import manage
from stack.paths import LOCAL, ROOT, private_folder
from stack.problems import StackError
from stack.restore import restore
from stack.supervisor import Supervisor

_NOT_REPLACED = ("", "0", "no", "false")


def run_backup(stop: threading.Event) -> int:
    """TO names the file, or a folder where the moment names it (default: `.local/backups`), PASSPHRASE_FILE seals it.

    With KEEP_DAYS, older ones that a moment named go when the new one is whole.
    """
    now = datetime.now(UTC)
    with _database(stop) as env:
        days = _days(env)
        target = ROOT / env["TO"] if "TO" in env else private_folder(LOCAL / "backups")
        if target.is_dir():
            target /= named_by(now)
        passphrase = read_passphrase(env.get("PASSPHRASE_FILE", ""))
        with step("Backup"):
            size = back_up(env["DATABASE_URL"], target, env=env, passphrase=passphrase)
    say(f"{target} ({size / 1_000_000:.1f} MB{', sealed' if passphrase else ''})")
    for old in forget_old(target.parent, days=days, now=now) if days else ():
        say(f"{old} is more than {days} days old and was removed.")
    say("SECRET_KEY and CREDENTIAL_KEYS are not in it: keep them elsewhere, or its secrets stay closed.")
    return 0


def run_restore(stop: threading.Event) -> int:
    """FROM names the file, PASSPHRASE_FILE opens it, REPLACE=1 throws away what the database holds."""
    with servers(stop) as env:
        if not env.get("FROM"):
            raise StackError("Which backup? make restore FROM=file [REPLACE=1] [PASSPHRASE_FILE=file]")
        source, passphrase = ROOT / env["FROM"], read_passphrase(env.get("PASSPHRASE_FILE", ""))
        with step("Restore"):
            replace = env.get("REPLACE", "").lower() not in _NOT_REPLACED
            restore(env["DATABASE_URL"], Path(source), env=env, passphrase=passphrase, replace=replace)
        with step("Replies, feeds and sweeps"), Supervisor(stop=stop, log_folder=LOCAL / "log") as supervisor:
            settled = supervisor.require(manage(env, "after_restore"), timeout=3600)
            say("\n".join(settled.tail))
    return 0


@contextmanager
def _database(stop: threading.Event) -> Iterator[Mapping[str, str]]:
    """Of a database that is named nothing is started and no folder of ours written, so any user can back it up."""
    given = given_environment()
    if "DATABASE_URL" in given:
        yield child_environment(given, {})
        return
    with servers(stop) as env:
        yield env


def _days(env: Mapping[str, str]) -> int:
    """0: all are kept."""
    days = env.get("KEEP_DAYS", "0")
    if not (days.isascii() and days.isdecimal()):
        raise StackError(f"KEEP_DAYS is a number of days, 0 for all: {days}")
    return int(days)
