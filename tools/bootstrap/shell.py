"""Commands of the set-up: silent when they succeed, quoted when they fail, never left behind."""

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from stack.paths import ROOT
from stack.problems import StackError, Stopped

_LAST_LINES = 30
_lock = threading.Lock()
# Process groups; None once no other may begin.
_running: set[int] | None = set()


def run(argv: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path = ROOT) -> None:
    with tempfile.TemporaryFile() as output:
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


def end_everything() -> None:
    """What runs in other threads ends, and nothing more begins."""
    global _running
    with _lock:
        for group in _running or ():
            _kill(group)
        _running = None


def _run(argv: Sequence[str | Path], env: Mapping[str, str], cwd: Path, output: int) -> int:
    process = _begin(argv, env, cwd, output)
    try:
        return process.wait()
    except BaseException:
        _kill(process.pid)
        process.wait()
        raise
    finally:
        with _lock:
            if _running is not None:
                _running.discard(process.pid)


def _begin(argv: Sequence[str | Path], env: Mapping[str, str], cwd: Path, output: int) -> subprocess.Popen[bytes]:
    with _lock:
        if _running is None:
            raise Stopped
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
        _running.add(process.pid)
        return process


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
