"""How a workspace is doing, from what the database and Redis know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from accounts.models import Workspace
from chats.models import ChatAccount, Reply
from chats.selectors.chat_accounts import accounts_of
from core.health import BEAT, WORKERS, check_processes

WATCHED = (Reply.State.QUEUED, Reply.State.SENDING, Reply.State.UNCLEAR, Reply.State.FAILED)


@dataclass(frozen=True)
class Parts:
    """Which of the parts that all workspaces share are at work."""

    redis: bool
    worker: bool
    beat: bool


def live_accounts_of(workspace: Workspace) -> list[ChatAccount]:
    return list(accounts_of(workspace).live().order_by("connected_at", "pk"))


def replies_by_state(workspace: Workspace) -> dict[str, int]:
    """How many replies wait, are in flight, in doubt or failed."""
    counted = Reply.objects.for_workspace(workspace).filter(state__in=WATCHED).values_list("state")
    found = dict(counted.annotate(number=Count("pk")).order_by())
    return {state.value: found.get(state.value, 0) for state in WATCHED}


def parts() -> Parts:
    found = check_processes()
    return Parts(
        redis=found["redis"].ok,
        worker=all(found[name].ok for name in WORKERS),
        beat=found[BEAT].ok,
    )
