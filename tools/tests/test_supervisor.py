"""Processes really end: nothing that was started may outlive the one that started it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from stack.children import Command
from stack.problems import StackError, Stopped
from stack.supervisor import Supervisor

pytestmark = pytest.mark.process
TOOLS = Path(__file__).resolve().parents[1]
SLEEP = "import time; time.sleep(60)"
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
PARENT = f"import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', {SLEEP!r}]).pid, flush=True); {SLEEP}"


def python(code: str, *, name: str = "child", grace: float = 5.0) -> Command:
    return Command(name, [sys.executable, "-c", code], dict(os.environ), grace=grace, echo=False)


def supervisor(folder: Path, stop: threading.Event | None = None) -> Supervisor:
    return Supervisor(stop=stop or threading.Event(), log_folder=folder)


def wait_until(done: Callable[[], bool], seconds: float = 10.0) -> None:
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, "it did not happen in time"
        time.sleep(0.02)


def is_gone(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return True
    return state == "Z"


def test_children_end_with_the_block(tmp_path: Path) -> None:
    with supervisor(tmp_path) as processes:
        (child,) = processes.start(python(SLEEP))

    assert child.exit_code == -signal.SIGTERM


def test_a_child_that_does_not_listen_is_killed_after_its_grace(tmp_path: Path) -> None:
    with supervisor(tmp_path) as processes:
        (child,) = processes.start(python(DEAF, grace=0.2))
        wait_until(lambda: "deaf" in child.tail)

    assert child.exit_code == -signal.SIGKILL


def test_grandchildren_end_too(tmp_path: Path) -> None:
    with supervisor(tmp_path) as processes:
        (child,) = processes.start(python(PARENT))
        wait_until(lambda: len(child.tail) == 1)
        grandchild = int(child.tail[0])

    wait_until(lambda: is_gone(grandchild))


def test_the_last_group_started_is_the_first_to_end(tmp_path: Path) -> None:
    with supervisor(tmp_path) as processes:
        (first,) = processes.start(python(SLEEP))
        (second,) = processes.start(python(SLEEP))

        processes.end_last_group()

        assert (first.exit_code, second.exit_code) == (None, -signal.SIGTERM)


def test_a_child_that_ends_by_itself_is_named_with_its_last_words(tmp_path: Path) -> None:
    with supervisor(tmp_path) as processes:
        processes.start(python("print('goodbye'); raise SystemExit(3)", name="worker"))

        with pytest.raises(StackError, match=r"(?s)worker ended with code 3.*goodbye"):
            processes.watch()


def test_a_wish_to_end_interrupts_a_command_under_way(tmp_path: Path) -> None:
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()

    with supervisor(tmp_path, stop) as processes, pytest.raises(Stopped):
        processes.run(python(SLEEP))


def test_a_command_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with supervisor(tmp_path) as processes, pytest.raises(StackError, match="did not end within"):
        processes.run(python(SLEEP), timeout=0.2)


def test_secret_output_reaches_no_log_file(tmp_path: Path) -> None:
    command = Command("seed", [sys.executable, "-c", "print('hush')"], dict(os.environ), echo=False, secret_output=True)

    with supervisor(tmp_path) as processes:
        child = processes.run(command)

    assert list(child.tail) == ["hush"]
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children that their parent died")
def test_children_end_when_the_supervisor_is_killed(tmp_path: Path) -> None:
    code = f"""
import os, sys, threading
from pathlib import Path
from stack.children import Command
from stack.supervisor import Supervisor
with Supervisor(stop=threading.Event(), log_folder=Path({str(tmp_path)!r})) as processes:
    (child,) = processes.start(Command("child", [sys.executable, "-c", {SLEEP!r}], dict(os.environ)))
    print(child.pid, flush=True)
    processes.watch()
"""
    process = subprocess.Popen([sys.executable, "-c", code], cwd=TOOLS, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    pid = int(process.stdout.readline())
    wait_until(lambda: "setpriv" not in Path(f"/proc/{pid}/cmdline").read_text())

    process.kill()
    process.wait()

    process.stdout.close()
    wait_until(lambda: is_gone(pid))
