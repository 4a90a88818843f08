from __future__ import annotations

import pytest

from connectors.ozon.simulator.tests.factories import Simulation


@pytest.fixture
def simulation() -> Simulation:
    """A simulator with one account on Premium Plus."""
    made = Simulation()
    made.account()
    return made
