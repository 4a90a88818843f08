"""The commands `make backup` and `make restore`: their settings come as variables of make."""

import threading
from datetime import UTC, datetime
from pathlib import Path

from stack.backup import back_up, read_passphrase
from stack.console import say, step
from stack.execute import servers
from stack.management import manage
from stack.paths import LOCAL, ROOT, private_folder
from stack.problems import StackError
from stack.restore import restore
from stack.supervisor import Supervisor

_NOT_REPLACED = ("", "0", "no", "false")


def run_backup(stop: threading.Event) -> int:
    """TO names the file (default: `.local/backups/<moment>.dump`), PASSPHRASE_FILE seals it."""
    with servers(stop) as env:
        named = env.get("TO")
        moment = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        target = ROOT / named if named else private_folder(LOCAL / "backups") / f"{moment}.dump"
        passphrase = read_passphrase(env.get("PASSPHRASE_FILE", ""))
        with step("Backup"):
            size = back_up(env["DATABASE_URL"], target, env=env, passphrase=passphrase)
    say(f"{target} ({size / 1_000_000:.1f} MB{', sealed' if passphrase else ''})")
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
