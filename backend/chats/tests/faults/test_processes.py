"""The product as real processes that are killed: DRILL_SECONDS makes it as long as one likes."""

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from chats.tests.faults.clients import Ozon, Seller
from chats.tests.faults.drill import Drill
from chats.tests.faults.drill_comparison import compare
from chats.tests.faults.servers import Servers

pytestmark = pytest.mark.process

SECONDS = float(os.environ.get("DRILL_SECONDS", "24"))
SECONDS_PER_ROUND = 60


@pytest.fixture
def servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    monkeypatch.setattr("stack.identity.ROOT", tmp_path)
    servers = Servers(tmp_path)
    try:
        servers.start()
        yield servers
    finally:
        servers.stop()


def test_killed_workers_brokers_and_databases_lose_and_double_nothing(servers: Servers) -> None:
    seller = Seller(servers.url)
    made = servers.create_workspace()
    seller.sign_in(email=made["owner"], password=made["password"])
    drill = Drill(servers, seller, Ozon(servers.simulator_url), Random(7))
    drill.open_shop()

    drill.load(seconds=SECONDS, rounds=max(1, int(SECONDS // SECONDS_PER_ROUND)))
    drill.settle(seconds=150)

    complaints = compare(drill)
    assert not complaints, "\n".join(complaints[:20])
    assert len(drill.requests) > SECONDS / 3
