"""Which chat accounts a workspace has: known by a part above, which says here how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Collection

from accounts.models import Workspace

Source = Callable[[Workspace, Collection[int]], set[int]]
_sources: dict[str, Source] = {}


def register_accounts(name: str, source: Source) -> None:
    _sources[name] = source


def known_accounts(workspace: Workspace, ids: Collection[int]) -> set[int]:
    """Those of the ids that name a chat account of the workspace, a disconnected one too."""
    return {found for source in _sources.values() for found in source(workspace, ids)}
