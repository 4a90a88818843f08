"""What runs by the clock in an installation, as beat would start it: one line each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Periodic:
    task: str
    every: float
    per_account: bool = False


SCHEDULE: Final = (
    Periodic("chats.look", every=60, per_account=True),
    Periodic("chats.sweep_replies", every=15),
    Periodic("chats.resume_imports", every=60),
    Periodic("chats.start_sweeps", every=60),
    Periodic("chats.recheck_accounts", every=3600),
)
