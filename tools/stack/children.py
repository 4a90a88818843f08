"""One child process: started so that it never outlives us, its output named and kept."""

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO

from stack.console import say_from
from stack.paths import ROOT, private_folder

_LOG_BYTES = 5_000_000
_LINE_BYTES = 16_384
_TAIL_LINES = 60


@dataclass(frozen=True)
class Command:
    """What to run, and how it likes to be asked to end."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str] = field(repr=False)
    cwd: Path = ROOT
    # A command that runs this one under another identity.
    wrapper: Sequence[str] = ()
    stop_signal: signal.Signals = signal.SIGTERM
    grace: float = 10.0
    echo: bool = True
    # What the process prints may hold a secret: keep it out of the log files.
    secret_output: bool = False


def _full_argv(command: Command) -> list[str]:
    """The command, ended by the kernel when we are killed ourselves."""
    if shutil.which("setpriv") is None:
        return [*command.wrapper, *command.argv]
    name = command.stop_signal.name.removeprefix("SIG")
    # Inside the wrapper: a change of identity clears the parent-death signal.
    return [*command.wrapper, "setpriv", "--pdeathsig", name, "--", *command.argv]


class Child:
    def __init__(self, command: Command, log_folder: Path) -> None:
        self.command = command
        self.tail: deque[str] = deque(maxlen=_TAIL_LINES)
        self._log = None if command.secret_output else _log_file(log_folder / f"{command.name}.log")
        # Start from the main thread only: the parent-death signal follows the thread that forked.
        self._process = subprocess.Popen(
            _full_argv(command),
            cwd=command.cwd,
            env=dict(command.env),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, args=(self._process.stdout,), daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        return self._process.poll()

    def wait(self, timeout: float) -> int | None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(timeout)
        return None

    def ask_to_end(self) -> None:
        if self.exit_code is None:
            self._process.send_signal(self.command.stop_signal)

    def end(self) -> None:
        """Wait for the asked end within the grace, then kill what is left of the whole session."""
        self.wait(self.command.grace)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        self.drain()

    def drain(self) -> None:
        """Let the last lines arrive."""
        self._reader.join(timeout=2)
        if self._log is not None:
            self._log.close()

    def last_words(self) -> str:
        lines = [line for line in self.tail if not (self.command.secret_output and line.startswith("{"))]
        return "\n".join(f"    {line}" for line in lines)

    def _read(self, stream: IO[bytes] | None) -> None:
        assert stream is not None
        while raw := stream.readline(_LINE_BYTES):
            line = raw.decode(errors="replace").rstrip("\r\n")
            self.tail.append(line)
            if self._log is not None:
                self._log.emit(logging.makeLogRecord({"msg": line}))
            if self.command.echo and line:
                say_from(self.command.name, line)


def _log_file(path: Path) -> RotatingFileHandler:
    private_folder(path.parent)
    handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", errors="replace")
    if path.stat().st_size:
        handler.doRollover()
    return handler
