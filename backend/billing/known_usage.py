"""How many cabinets a workspace has connected: known by a part above, which says here how it is asked."""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import Workspace

Source = Callable[[Workspace], int]
_sources: dict[str, Source] = {}


def register_usage(name: str, source: Source) -> None:
    _sources[name] = source


def connected_accounts(workspace: Workspace) -> int:
    return sum(source(workspace) for source in _sources.values())
