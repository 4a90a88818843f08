"""What a workspace may do by what was paid for it: known by a part above, which says here how it is asked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from accounts.models import Workspace


class AccessState(StrEnum):
    TRIAL = "trial"
    PILOT = "pilot"
    ACTIVE = "active"
    GRACE = "grace"
    READ_ONLY = "read_only"
    STOPPED = "stopped"


WORKING: Final = frozenset({AccessState.TRIAL, AccessState.PILOT, AccessState.ACTIVE, AccessState.GRACE})


@dataclass(frozen=True)
class Access:
    """`until` is when the state ends by itself; None for one without an end, such as a trial that has not begun."""

    state: AccessState
    until: datetime | None = None
    chat_account_limit: int | None = None
    member_limit: int | None = None

    @property
    def can_send(self) -> bool:
        return self.state in WORKING

    @property
    def can_sync(self) -> bool:
        return self.state != AccessState.STOPPED


Source = Callable[[Workspace, datetime], Access]
_sources: list[Source] = []


def register_access(source: Source) -> None:
    _sources[:] = [source]


def access_of(workspace: Workspace, now: datetime) -> Access:
    return _sources[0](workspace, now) if _sources else Access(AccessState.TRIAL)
