"""Every process is ended by SIGTERM and begun again while people read and answer: part of `make drill`."""

import pytest

from chats.tests.faults.drill import open_drill
from chats.tests.faults.proxy import Crowd, Proxy
from chats.tests.faults.servers import SLUG, Servers, wait_for

pytestmark = pytest.mark.process

PROCESSES = ("worker-replies", "worker", "beat", "api", "api-2")


@pytest.fixture(autouse=True)
def _no_rate_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_RATE_LIMITS", "0,0")


def test_a_rolling_restart_fails_no_request_and_loses_no_task(servers: Servers) -> None:
    drill = open_drill(servers)
    proxy = Proxy((servers.url, servers.begin_second_api()), servers.issue_api_key(SLUG))
    texts: list[str] = []

    def answer() -> None:
        text = f"Отправим сегодня. № {len(texts)}"
        taken = proxy.ask("POST", f"/chats/{drill.ours[len(texts) % len(drill.ours)]}/replies", body={"text": text})
        if taken is not None:
            texts.append(text)

    def sent() -> list[str]:
        return sorted(str(one["text"]) for one in drill.ozon.at_the_shop("GET", "/sends"))

    with Crowd() as crowd:
        crowd.repeat(answer, every=0.3)
        for path in ("/chats", "/changes?after=0&limit=10", f"/chats/{drill.ours[0]}/messages", "/me"):
            crowd.repeat(lambda path=path: proxy.ask("GET", path), every=0.1)  # type: ignore[misc]
        for name in PROCESSES:
            servers.restart(name)

    wait_for(lambda: sent() == sorted(texts), seconds=120, what=lambda: f"{len(sent())} of {len(texts)} were sent")
    assert proxy.failures == []
    assert proxy.answered > 100
    assert len(texts) > 10
