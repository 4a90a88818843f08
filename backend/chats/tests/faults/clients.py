"""The two doors of the drill: our API, and the control API of the simulator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import requests

from chats.tests.faults.servers import TOKEN

CLIENT_ID = "700901"
REFUSED = (400, 403, 404, 409, 422)
PATIENCE = (2.0, 8.0)


class Seller:
    """Somebody signed in at our product, who asks again with the same key until there is an answer."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def sign_in(self, *, email: str, password: str) -> None:
        auth = f"{self._url}/_allauth/browser/v1/auth"
        self._session.get(f"{auth}/session", timeout=PATIENCE)
        answer = self._session.post(
            f"{auth}/login", json={"email": email, "password": password}, headers=self._csrf(), timeout=PATIENCE
        )
        assert answer.status_code == 200, answer.text

    def connect_shop(self, api_key: str) -> str:
        body = {"marketplace": "ozon", "credentials": {"client_id": CLIENT_ID, "api_key": api_key}}
        answer = self._ask("POST", "/chat-accounts", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def check_key(self, api_key: str, *, at: str) -> int:
        """Status of the answer of the API at this address, which asks the marketplace before it answers."""
        body = {"marketplace": "ozon", "credentials": {"client_id": CLIENT_ID, "api_key": api_key}}
        path = f"{at}/api/v1/chat-accounts/check"
        return self._session.post(path, json=body, headers=self._csrf(), timeout=PATIENCE).status_code

    def get(self, path: str) -> Any:
        answer = self._ask("GET", path)
        answer.raise_for_status()
        return answer.json()

    def pages(self, path: str) -> Iterator[dict[str, Any]]:
        following: str | None = f"{self._url}/api/v1{path}"
        for _ in range(200):
            if following is None:
                return
            answer = self._session.get(following, timeout=PATIENCE)
            answer.raise_for_status()
            yield from answer.json()["results"]
            following = answer.json()["next"]

    def try_to_reply(self, chat_id: str, text: str, key: str) -> bool | None:
        """True when it was taken, False when it was refused, None when nobody knows."""
        try:
            answer = self._ask(
                "POST", f"/chats/{chat_id}/replies", json={"text": text}, headers={"Idempotency-Key": key}
            )
        except requests.RequestException:
            return None
        if answer.status_code == 202:
            return True
        return False if answer.status_code in REFUSED else None

    def try_to_get(self, path: str) -> Any:
        """The answer, or None while the product cannot give one."""
        try:
            return self.get(path)
        except requests.RequestException:
            return None

    def _ask(self, verb: str, path: str, *, headers: dict[str, str] | None = None, json: Any = None) -> Any:
        return self._session.request(
            verb, f"{self._url}/api/v1{path}", json=json, headers={**self._csrf(), **(headers or {})}, timeout=PATIENCE
        )

    def _csrf(self) -> dict[str, str]:
        return {"X-CSRFToken": self._session.cookies.get("csrftoken") or "", "Referer": self._url}


class Ozon:
    """Buyers and trouble at the simulator."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.headers["Authorization"] = f"Bearer {TOKEN}"

    def open_shop(self) -> str:
        account = {"client_id": CLIENT_ID, "subscription": "PREMIUM_PLUS", "echo_seconds": [0, 2]}
        return str(self._call("POST", "/accounts", account)["api_key"])

    def at_the_shop(self, verb: str, path: str, body: Any = None) -> Any:
        return self._call(verb, f"/accounts/{CLIENT_ID}{path}", body)

    def _call(self, verb: str, path: str, body: Any = None) -> Any:
        answer = self._session.request(verb, f"{self._url}/_control{path}", json=body, timeout=10)
        answer.raise_for_status()
        return answer.json()


def new_key() -> str:
    return str(uuid4())
