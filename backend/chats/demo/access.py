"""How a person gets into the demo: made once, kept beside the data in a file that only its owner reads."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class DemoAccess:
    password: str = field(repr=False)
    api_key: str = field(default="", repr=False)


def read_access(file: Path) -> DemoAccess:
    """What was kept; a new password when nothing usable was."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return DemoAccess(password=str(kept["password"]), api_key=str(kept["api_key"]))
    except (OSError, ValueError, KeyError, TypeError):
        return DemoAccess(password=secrets.token_urlsafe(12))


def keep_access(file: Path, access: DemoAccess) -> None:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as handle:
        json.dump(asdict(access), handle)
    fresh.replace(file)
