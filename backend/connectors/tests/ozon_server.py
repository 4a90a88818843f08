"""Ozon as `responses` plays it: saved answers, and a look at what was asked."""

import json
from typing import Any

import responses

from connectors.ozon.connector import OzonConnector
from connectors.ozon.credentials import OzonCredentials
from connectors.testing.clock import FakeClock
from connectors.testing.limiter import MemoryLimiter
from connectors.testing.payloads import ozon_payload

BASE_URL = "https://api-seller.ozon.ru"
CLIENT_ID = "836144"
API_KEY = "0f6d2b9c-1a53-4e7a-9c1e-7b7d6d1f0a11"
CHAT = "7c5e2a14-93d0-4f6b-8f0e-51b6c2a7d903"


def make_connector(
    *, clock: FakeClock | None = None, base_url: str = BASE_URL, api_key: str = API_KEY, drift: Any = None
) -> OzonConnector:
    clock = clock or FakeClock()
    extra = {"on_drift": drift} if drift else {}
    return OzonConnector(
        OzonCredentials(client_id=CLIENT_ID, api_key=api_key),
        limiter=MemoryLimiter(clock=clock.seconds, sleep=clock.sleep, now=clock.now),
        base_url=base_url,
        now=clock.now,
        sleep=clock.sleep,
        **extra,
    )


def answer(path: str, payload: str, **kwargs: Any) -> None:
    """Let Ozon answer one path with a saved body."""
    responses.post(BASE_URL + path, body=ozon_payload(payload), content_type="application/json", **kwargs)


def refuse(path: str, status: int, message: str = "", *, code: int = 7, **kwargs: Any) -> None:
    """Let Ozon refuse one path in its usual body."""
    responses.post(BASE_URL + path, status=status, json={"code": code, "message": message, "details": []}, **kwargs)


def asked(path: str) -> list[dict[str, Any]]:
    """The bodies that were posted to one path, in order."""
    return [
        json.loads(call.request.body or b"{}")
        for call in responses.calls
        if (call.request.url or "").removeprefix(BASE_URL) == path
    ]


def answer_all() -> None:
    """A healthy cabinet with all it needs."""
    answer("/v1/roles", "roles")
    answer("/v1/seller/info", "seller_info")
    answer("/v3/chat/list", "chat_list")
    answer("/v3/chat/history", "history_forward")
    for path in ("/v1/chat/send/message", "/v1/chat/send/file"):
        responses.post(BASE_URL + path, json={"result": "success"})
    responses.post(BASE_URL + "/v2/chat/read", json={"unread_count": 0})
