"""Who a workspace is on paper: known by a part above, which says here how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from accounts.models import Workspace
from billing.requisites import Party, is_inn

Source = Callable[[Workspace], Iterable[tuple[str, str]]]
_sources: dict[str, Source] = {}


def register_payers(name: str, source: Source) -> None:
    """The source gives pairs of a name and an INN, the likeliest payer first; either may be empty."""
    _sources[name] = source


def known_payer(workspace: Workspace) -> Party | None:
    """What an invoice can begin with. An INN that cannot be right is not offered: its owner writes it himself."""
    offered = [
        Party(name=name.strip(), inn=inn if is_inn(inn) else "", address="")
        for source in _sources.values()
        for name, inn in source(workspace)
    ]
    named = [party for party in offered if party.name or party.inn]
    return next((party for party in named if party.inn), named[0] if named else None)
