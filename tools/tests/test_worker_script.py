"""The start script of the worker, with something else in the place of Celery."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from stack.paths import BACKEND

AUTOGROUP = Path("/proc/self/autogroup")


SHARE = "nice\ncat /proc/$$/autogroup || true"


def started(folder: Path, *, own_session: bool, says: str = SHARE, **env: str) -> list[str]:
    celery = folder / "celery"
    celery.write_text(f"#!/bin/sh\n{says}\n")
    celery.chmod(0o755)
    done = subprocess.run(
        [str(BACKEND / "bin" / "worker")],
        env={"PATH": f"{folder}:{os.environ['PATH']}", **env},
        start_new_session=own_session,
        capture_output=True,
        text=True,
        check=True,
    )
    return [re.sub(r".* nice ", "", line) for line in done.stdout.splitlines()]


def test_who_looks_at_cabinets_gives_no_way(tmp_path: Path) -> None:
    (of_the_process, *_) = started(tmp_path, own_session=True)

    assert int(of_the_process) == os.nice(0)


def test_a_worker_can_be_made_to_give_way(tmp_path: Path) -> None:
    (of_the_process, *_) = started(tmp_path, own_session=True, WORKER_NICE="12")

    assert int(of_the_process) - os.nice(0) == 12


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel does not share by sessions")
def test_a_session_of_its_own_gives_way_as_a_whole(tmp_path: Path) -> None:
    assert started(tmp_path, own_session=True, WORKER_NICE="12")[1] == "12"


@pytest.mark.skipif(not AUTOGROUP.exists(), reason="this kernel does not share by sessions")
def test_a_session_that_others_use_too_is_left_alone(tmp_path: Path) -> None:
    before = AUTOGROUP.read_text().split()[-1]

    assert started(tmp_path, own_session=False, WORKER_NICE="12")[1] == before


@pytest.mark.parametrize(
    ("env", "name"),
    [
        ({}, "worker-sync-default-bulk@%h"),
        ({"WORKER_QUEUES": "bulk"}, "worker-bulk@%h"),
        ({"WORKER_QUEUES": "sync,default", "WORKER_NAME": "worker-2"}, "worker-2@%h"),
    ],
)
def test_workers_of_one_host_differ_in_name(tmp_path: Path, env: dict[str, str], name: str) -> None:
    words = started(tmp_path, own_session=True, says='printf "%s\\n" "$@"', **env)

    assert words[words.index("--hostname") + 1] == name
    assert words[words.index("--queues") + 1] == env.get("WORKER_QUEUES", "sync,default,bulk")
