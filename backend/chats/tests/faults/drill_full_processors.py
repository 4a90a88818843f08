"""Other programs take the processors while people write and answer: part of `make drill`."""

from datetime import UTC, datetime

import pytest

from chats.tests.faults.burners import full_processors
from chats.tests.faults.drill import Drill, open_drill
from chats.tests.faults.drill_comparison import compare
from chats.tests.faults.servers import Servers, wait_for

pytestmark = pytest.mark.process

SECONDS = 90.0
FRESH_AGAIN_SECONDS = 30


def test_full_processors_delay_and_lose_and_double_nothing(servers: Servers) -> None:
    drill = open_drill(servers)

    with full_processors(at_most_seconds=2 * SECONDS):
        # After troubles of the marketplace's own a look waits longer than this by right.
        drill.live(seconds=SECONDS, faults=())
        sent_meanwhile = len(drill.ozon.at_the_shop("GET", "/sends"))
    freed_at = datetime.now(UTC)
    wait_for(lambda: fresh_at(drill) > freed_at, seconds=FRESH_AGAIN_SECONDS, what=lambda: str(fresh_at(drill)))
    drill.settle(seconds=150)

    complaints = compare(drill)
    assert not complaints, "\n".join(complaints[:20])
    assert servers.ended() == []
    assert "WORKER TIMEOUT" not in servers.log_of("api")
    assert sent_meanwhile > len(drill.requests) / 2 > 5


def fresh_at(drill: Drill) -> datetime:
    return datetime.fromisoformat(drill.seller.get(f"/chat-accounts/{drill.account_id}")["fresh_at"])
