"""Fixtures of the tests of the API as a whole."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from accounts.models import Workspace
from config.tests.place import Ids, furnish
from config.tests.workers import Broker
from connectors.testing.clock import START


@pytest.fixture
def frozen() -> Iterator[datetime]:
    with time_machine.travel(START, tick=False):
        yield START


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Broker]:
    broker = Broker(tmp_path / "redis")
    yield broker
    broker.stop()


@pytest.fixture
def ids(workspace: Workspace, frozen: datetime, settings: Any) -> Ids:
    """One object of each kind, and as many requests as it takes."""
    settings.API_RATE_LIMITS = {"read": 0, "write": 0}
    settings.OZON_API_URL = "http://127.0.0.1:9"
    return furnish(workspace)
