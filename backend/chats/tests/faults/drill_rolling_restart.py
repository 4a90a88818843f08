"""Every process is ended by SIGTERM and begun again while people read and answer: part of `make drill`."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Final, LiteralString

import pytest

from chats.tests.faults.clients import new_key
from chats.tests.faults.drill import Drill, Request, open_drill
from chats.tests.faults.drill_comparison import compare
from chats.tests.faults.hands import QUEUES, Hands
from chats.tests.faults.proxy import Crowd, Proxy
from chats.tests.faults.servers import SLUG, Servers, wait_for
from chats.tests.faults.upstream import Upstream

pytestmark = pytest.mark.process

PROCESSES: Final = ("worker-replies", "worker", "beat", "api", "api-2")
SLOW_CALLS: Final = {"worker-replies": "/v1/chat/send", "worker": "/v3/chat/list"}
SLOW_SECONDS: Final = 2.5


@pytest.fixture
def schedule() -> LiteralString:
    """Nobody looks for lost replies: each is delivered by the task that was queued with it, or not at all."""
    return "UPDATE django_celery_beat_periodictask SET enabled = false WHERE task = 'chats.sweep_replies'"


@pytest.fixture(autouse=True)
def _no_rate_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_RATE_LIMITS", "0,0")


def test_a_rolling_restart_fails_no_request_and_loses_no_task(servers: Servers) -> None:
    drill = open_drill(servers)
    upstreams = (Upstream(servers.url), Upstream(servers.begin_second_api()))
    proxy = Proxy(upstreams, servers.issue_api_key(SLUG))
    numbers = count()

    def answer() -> None:
        number = next(numbers)
        request = Request(drill.ours[number % len(drill.ours)], f"Отправим сегодня. № {number}", new_key())
        taken = proxy.ask("POST", f"/chats/{request.chat_id}/replies", body={"text": request.text})
        request.taken = taken is not None
        drill.requests.append(request)

    def ask() -> None:
        chat = drill.chats[next(numbers) % len(drill.chats)]
        drill.ozon.at_the_shop("POST", f"/chats/{chat}/messages", {"text": "Когда отправите заказ?"})

    with Crowd() as crowd:
        for _ in range(3):
            crowd.repeat(answer, every=0.3)
        crowd.repeat(ask, every=0.3)
        for path in ("/chats", "/changes?after=0&limit=10", f"/chats/{drill.ours[0]}/messages", "/me"):
            crowd.repeat(lambda path=path: proxy.ask("GET", path), every=0.1)  # type: ignore[misc]
        complaints = [words for name in PROCESSES for words in restart(drill, name)]

    wait_for(lambda: not differences(drill), seconds=60, what=lambda: "\n".join(differences(drill)[:20]))
    assert complaints + proxy.failures == []
    assert attempts(servers) == {1}
    assert proxy.refused > 0
    assert sum(upstream.connections for upstream in upstreams) < proxy.answered / 4
    assert proxy.answered > 100
    assert len(drill.requests) > 30


def restart(drill: Drill, name: str) -> list[str]:
    """What went wrong, in words."""
    if name in QUEUES:
        told = end_worker(drill, name)
    elif name == "beat":
        told = end(drill.servers, name)
    else:
        told = end_api(drill, name)
    drill.servers.begin_again(name)
    return told


def end_worker(drill: Drill, name: str) -> list[str]:
    """While it has a task in hand, which the broker must not have to give to anybody else."""
    hands = Hands(drill.servers, name)
    slow_down(drill, SLOW_CALLS[name])
    held = hands.wait_until_full(seconds=20)
    told = end(drill.servers, name)
    told += [f"{name} left task {task} unacknowledged" for task in held & hands.held()]
    return told + [f"{name} gave task {task} back" for task in held & hands.waiting()]


def end_api(drill: Drill, name: str) -> list[str]:
    """While it has a request in hand, which asks the marketplace."""
    slow_down(drill, "/v1/roles")
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(drill.seller.check_key, drill.api_key, at=drill.servers.url_of(name))
        wait_for(lambda: not drill.ozon.at_the_shop("GET", "/faults"), seconds=10, what=lambda: "nobody asked")
        told = end(drill.servers, name)
        status = asked.result()
    return told if status == 200 else [*told, f"{name} answered the request in hand with {status}"]


def end(servers: Servers, name: str) -> list[str]:
    exit_code = servers.end(name)
    return [] if exit_code == 0 else [f"{name} ended with {exit_code}: {servers.log_of(name)[-2000:]}"]


def slow_down(drill: Drill, method: str) -> None:
    """The next call of this method."""
    drill.ozon.at_the_shop("POST", "/faults", {"kind": "delay", "method": method, "count": 1, "seconds": SLOW_SECONDS})


def differences(drill: Drill) -> list[str]:
    drill.follow(pages=100)
    return compare(drill)


def attempts(servers: Servers) -> set[object]:
    """How often replies were handed to the marketplace."""
    with servers.connect() as connection:
        return {row[0] for row in connection.execute("SELECT attempt_count FROM chat_replies")}
