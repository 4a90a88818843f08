from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import pytest

from chats.tests.faults.servers import SWEEP_OFTEN, Servers


@pytest.fixture
def schedule() -> LiteralString:
    """What a drill changes of the schedule before the product begins, in SQL."""
    return SWEEP_OFTEN


@pytest.fixture
def servers(tmp_path: Path, schedule: LiteralString, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    monkeypatch.setattr("stack.identity.ROOT", tmp_path)
    servers = Servers(tmp_path, schedule=schedule)
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()
