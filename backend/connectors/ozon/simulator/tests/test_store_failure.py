from __future__ import annotations

import pytest

from connectors.ozon.simulator.core.store import Changes, MemoryStore
from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation


class FullDisk(MemoryStore):
    """A store that cannot write for a while."""

    def __init__(self) -> None:
        super().__init__()
        self.is_full = False
        self.accounts: set[str] = set()

    def write(self, changes: Changes) -> None:
        if self.is_full:
            raise OSError("no space left")
        self.accounts |= set(changes.accounts)


def test_what_could_not_be_saved_is_saved_after_the_next_turn() -> None:
    store = FullDisk()
    simulation = Simulation(store=store)
    store.is_full = True
    with pytest.raises(OSError, match="no space left"):
        simulation.account()

    store.is_full = False
    simulation.call("/v1/roles")

    assert store.accounts == {CLIENT_ID}
