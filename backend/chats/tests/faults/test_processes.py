"""The product as real processes that are killed: DRILL_SECONDS makes it as long as one likes."""

import os

import pytest

from chats.tests.faults.drill import open_drill
from chats.tests.faults.drill_comparison import compare
from chats.tests.faults.servers import Servers

pytestmark = pytest.mark.process

SECONDS = float(os.environ.get("DRILL_SECONDS", "24"))
SECONDS_PER_ROUND = 60


def test_killed_workers_brokers_and_databases_lose_and_double_nothing(servers: Servers) -> None:
    drill = open_drill(servers)

    drill.load(seconds=SECONDS, rounds=max(1, int(SECONDS // SECONDS_PER_ROUND)))
    drill.settle(seconds=150)

    complaints = compare(drill)
    assert not complaints, "\n".join(complaints[:20])
    assert len(drill.requests) > SECONDS / 8
