"""Marks that a step was done for just these inputs."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from stack.paths import ROOT


def digest(parts: Iterable[str | Path]) -> str:
    """A digest of texts and of files' names and contents."""
    result = hashlib.sha256()
    for part in parts:
        name, content = (part.relative_to(ROOT), part.read_bytes()) if isinstance(part, Path) else ("", part.encode())
        result.update(f"{name}\0{len(content)}\0".encode())
        result.update(content)
    return result.hexdigest()


def is_current(stamp: Path, value: str) -> bool:
    try:
        return stamp.read_text() == value
    except OSError:
        return False
