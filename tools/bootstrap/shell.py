"""Commands of the set-up: silent when they succeed, quoted when they fail, never left behind."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from stack.paths import LOCAL, ROOT, private_folder
from stack.problems import StackError

_LAST_LINES = 30


def run(argv: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path = ROOT) -> None:
    log = private_folder(LOCAL / "log") / "setup.log"
    with log.open("w+b") as output:
        code = _run(argv, env, cwd, output.fileno())
        if code != 0:
            output.seek(0)
            lines = output.read().decode(errors="replace").splitlines()[-_LAST_LINES:]
            raise StackError(f"`{' '.join(map(str, argv))}` failed with code {code}.\n" + "\n".join(lines))


def succeeds(argv: Sequence[str | Path], *, env: Mapping[str, str]) -> bool:
    try:
        return subprocess.run(list(map(str, argv)), env=dict(env), capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _run(argv: Sequence[str | Path], env: Mapping[str, str], cwd: Path, output: int) -> int:
    try:
        process = subprocess.Popen(
            list(map(str, argv)),
            cwd=cwd,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise StackError(f"{argv[0]} cannot be started: {error}") from error
    try:
        return process.wait()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
