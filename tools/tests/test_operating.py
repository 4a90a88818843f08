"""What is installed beside the processes, and the manual that names it."""

import os
import re
import subprocess
from pathlib import Path

from stack.paths import ROOT

SYSTEMD = ROOT / "deploy" / "systemd"
MANUAL = (ROOT / "docs" / "operations.md").read_text()
COMMANDS = {path.stem for path in (ROOT / "backend").glob("*/management/commands/*.py")}


def handed_to_systemd(folder: Path, *arguments: str) -> list[str]:
    stand_in = folder / "systemd-run"
    stand_in.write_text("#!/bin/sh\nprintf '%s\\n' \"$@\"\n")
    stand_in.chmod(0o755)
    env = {"PATH": f"{folder}:{os.environ['PATH']}"}
    argv = [str(SYSTEMD / "agentiq-manage"), *arguments]
    return subprocess.run(argv, env=env, capture_output=True, text=True, check=True).stdout.splitlines()


def test_a_command_runs_with_the_settings_and_as_the_user_of_the_units(tmp_path: Path) -> None:
    unit = (SYSTEMD / "agentiq-beat.service").read_text()

    told = handed_to_systemd(tmp_path, "create_workspace", "--name", "Северный дом")

    at = told.index("/opt/agentiq/.venv/bin/python")
    assert told[at + 1 :] == ["manage.py", "create_workspace", "--name", "Северный дом"]
    assert {"--uid=agentiq", "--gid=agentiq", "--wait"} <= set(told[:at])
    assert f"--property={re.search('^EnvironmentFile=.*$', unit, re.MULTILINE)[0]}" in told  # type: ignore[index]


def test_the_backup_of_the_night_writes_where_it_may() -> None:
    unit = (SYSTEMD / "agentiq-backup.service").read_text()

    (folder,) = re.findall(r"\bTO=(\S+)", unit)

    assert f"\nReadWritePaths={folder}\n" in unit
    assert (SYSTEMD / "agentiq-backup.timer").is_file()
    assert os.access(SYSTEMD / "agentiq-backup", os.X_OK)


def test_the_manual_names_commands_and_units_that_there_are() -> None:
    commands = set(re.findall(r"agentiq-manage ([a-z_]+)", MANUAL))
    named = set(re.findall(r"\bagentiq-(?:api|worker|beat|migrate|backup)[a-z-]*@?", MANUAL))

    assert commands - COMMANDS == {"shell", "migrate"}
    assert "agentiq-beat" in named
    assert named - {path.stem for path in SYSTEMD.iterdir()} == set()


def test_the_manual_runs_no_command_without_the_settings_of_the_installation() -> None:
    blocks = [line for line in MANUAL.splitlines() if line.startswith("    ")]

    bare = [line for line in blocks if "manage.py" in line and not re.search(r"docker compose (exec|run)", line)]

    assert bare == []
