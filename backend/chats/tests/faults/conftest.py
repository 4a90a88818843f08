from collections.abc import Iterator
from pathlib import Path

import pytest

from chats.tests.faults.servers import Servers


@pytest.fixture
def servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    monkeypatch.setattr("stack.identity.ROOT", tmp_path)
    servers = Servers(tmp_path)
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()
