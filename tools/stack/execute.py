"""Run one command with the servers up and the database in shape."""

import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from stack.dotenv import read_env_file
from stack.environment import child_environment, given_environment
from stack.locks import held, holder
from stack.paths import BACKEND, LOCAL, LOCK, PYTHON, ROOT, RUN_ENV, private_folder
from stack.problems import StackError
from stack.processes import migration
from stack.run import BUSY
from stack.services import start_services
from stack.supervisor import Supervisor


def execute(argv: Sequence[str], stop: threading.Event) -> int:
    """Use the servers of a stack that runs already, or start them for this command."""
    with servers(stop, migrated=True) as env:
        return in_foreground(argv, env, stop)


@contextmanager
def servers(stop: threading.Event, *, migrated: bool = False) -> Iterator[dict[str, str]]:
    """The environment of a command with the servers up."""
    given = given_environment()
    if holder(LOCK) is not None and RUN_ENV.exists():
        yield child_environment(given, read_env_file(RUN_ENV))
        return
    if given.get("ENVIRONMENT") == "production" and not given.get("DATABASE_URL"):
        raise StackError(
            "ENVIRONMENT is production, and neither DATABASE_URL nor DATABASE_URL_FILE says where its data are."
        )
    with held(LOCK, refusal=BUSY), Supervisor(stop=stop, log_folder=LOCAL / "log") as supervisor:
        made = start_services(supervisor, home=private_folder(LOCAL), env=child_environment(given, {}))
        env = child_environment(given, made)
        if migrated:
            supervisor.require(migration(env))
        yield env


def examine(stop: threading.Event) -> int:
    """The doctor starts nothing: what does not run is what it has to tell."""
    env = child_environment(given_environment(), read_env_file(RUN_ENV))
    return in_foreground([str(PYTHON), str(BACKEND / "manage.py"), "doctor"], env, stop)


def in_foreground(argv: Sequence[str], env: Mapping[str, str], stop: threading.Event) -> int:
    """The command keeps the terminal, so that a shell works; Ctrl-C reaches it directly."""
    process = subprocess.Popen(list(argv), env=dict(env), cwd=ROOT)
    while True:
        try:
            return process.wait(0.2)
        except subprocess.TimeoutExpired:
            if stop.is_set():
                process.terminate()
