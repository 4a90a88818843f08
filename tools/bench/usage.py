"""What processes have used so far: processor seconds and memory, of a child with all its descendants."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PROC: Final = Path("/proc")


@dataclass(frozen=True)
class _Process:
    parent: int
    ticks: int


def cpu_seconds(root: int) -> float:
    """Of the process and everything below it, also of what has ended and was waited for."""
    table = _processes()
    return sum(table[pid].ticks for pid in _tree(root, table) if pid in table) / _TICKS


def memory_mb(root: int) -> float:
    """Memory in proportion: what processes share is counted once."""
    return sum(_proportional_kb(pid) for pid in _tree(root, _processes())) / 1024


def own_memory_mb() -> float:
    return _proportional_kb(os.getpid()) / 1024


def find_child(*names: str) -> int | None:
    """A process below this one by the name of its program."""
    for pid in sorted(_tree(os.getpid(), _processes())):
        try:
            if (_PROC / str(pid) / "comm").read_text().strip() in names:
                return pid
        except OSError:
            continue
    return None


def _processes() -> dict[int, _Process]:
    found = {}
    for entry in _PROC.glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        # After the name: state, parent, …; user and system time, then those of children that were waited for.
        found[int(entry.name)] = _Process(parent=int(fields[1]), ticks=sum(map(int, fields[11:15])))
    return found


def _tree(root: int, table: dict[int, _Process]) -> set[int]:
    members = {root}
    grew = True
    while grew:
        more = {pid for pid, process in table.items() if process.parent in members} - members
        members |= more
        grew = bool(more)
    return members


def _proportional_kb(pid: int) -> int:
    try:
        for line in (_PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
