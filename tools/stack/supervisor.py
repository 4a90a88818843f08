"""Children in order: started one after another, watched, ended in reverse."""

import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from stack.children import Child, Command
from stack.problems import StackError, Stopped

_LOOK_SECONDS = 0.05


class Supervisor:
    """Ends everything it started when the `with` block is left, however it is left."""

    def __init__(self, *, stop: threading.Event, log_folder: Path) -> None:
        self._stop = stop
        self._log_folder = log_folder
        # Each entry is a group that may end at the same time; groups end last first.
        self._groups: list[list[Child]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end_all()

    def start(self, *commands: Command) -> list[Child]:
        """Start processes that belong together; the last group started is the first to end."""
        group: list[Child] = []
        self._groups.append(group)
        for command in commands:
            self._refuse_when_stopping()
            group.append(self._spawn(command))
        return group

    def run(self, command: Command, *, timeout: float | None = None) -> Child:
        """Run a command to its end, while everything else goes on."""
        self._refuse_when_stopping()
        child = self._spawn(command)
        limit = None if timeout is None else time.monotonic() + timeout
        try:
            while child.wait(_LOOK_SECONDS) is None:
                self.look()
                if limit is not None and time.monotonic() > limit:
                    raise StackError(f"{command.name} did not end within {timeout:.0f} s.\n{child.last_words()}")
        finally:
            child.ask_to_end()
            child.end()
        return child

    def require(self, command: Command, *, timeout: float | None = None) -> Child:
        """Run a command that must succeed."""
        child = self.run(command, timeout=timeout)
        if child.exit_code != 0:
            raise StackError(f"{command.name} failed with code {child.exit_code}.\n{child.last_words()}")
        return child

    def wait_until(self, ready: Callable[[], bool], *, what: str, timeout: float, every: float = _LOOK_SECONDS) -> None:
        limit = time.monotonic() + timeout
        while not ready():
            self.look()
            if time.monotonic() > limit:
                raise StackError(f"{what} was not ready within {timeout:.0f} s.")
            self._stop.wait(every)

    def watch(self) -> None:
        """Return when asked to stop; raise when a child ends by itself."""
        while not self._stop.wait(0.2):
            self._refuse_when_a_child_died()

    def look(self) -> None:
        self._refuse_when_stopping()
        self._refuse_when_a_child_died()

    def end_all(self) -> None:
        while self._groups:
            self.end_last_group()

    def end_last_group(self) -> None:
        group = self._groups.pop()
        for child in group:
            child.ask_to_end()
        for child in group:
            child.end()

    def _spawn(self, command: Command) -> Child:
        try:
            return Child(command, self._log_folder)
        except (OSError, subprocess.SubprocessError) as error:
            raise StackError(f"{command.name} cannot be started: {error}") from error

    def _refuse_when_stopping(self) -> None:
        if self._stop.is_set():
            raise Stopped

    def _refuse_when_a_child_died(self) -> None:
        for child in (child for group in self._groups for child in group):
            if child.exit_code is not None:
                child.drain()
                raise StackError(f"{child.command.name} ended with code {child.exit_code}.\n{child.last_words()}")
