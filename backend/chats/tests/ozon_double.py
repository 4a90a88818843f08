"""Ozon's answers as a test writes them, on their way through the real connector."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self

from accounts.models import Workspace
from chats.models import ChatAccount, SyncRun, SyncState
from chats.services.drift import note_drift
from chats.sync import importing, sweeping
from chats.sync.engine import run_look
from chats.sync.walking import Next
from chats.tests.factories import make_account
from chats.tests.moving_clock import MovingClock
from connectors.http import Answer, StreamedAnswer
from connectors.ozon.connector import OzonConnector
from connectors.ozon.credentials import OzonCredentials
from connectors.testing.limiter import MemoryLimiter

FIRST_ID = 3_000_000_002_914_400_000


@dataclass
class OzonDouble:
    """Chats and their messages are the JSON that Ozon would answer; what is odd in it stays odd."""

    account: ChatAccount
    clock: MovingClock
    chats: list[Any] = field(default_factory=list)
    histories: dict[str, list[Any]] = field(default_factory=dict)
    cursors: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    base_url: str = "https://api-seller.ozon.ru"

    @classmethod
    def connected(cls, workspace: Workspace, clock: MovingClock) -> Self:
        account = make_account(workspace=workspace, connected_at=clock.now() - timedelta(days=1))
        SyncState.objects.update(import_since=clock.now() - timedelta(days=90))
        return cls(account=account, clock=clock)

    def add_chat(self, chat_id: str, *messages: dict[str, Any], **item: Any) -> None:
        self.histories[chat_id] = list(messages)
        last = max((int(message["message_id"]) for message in messages), default=0)
        chat = {"chat_id": chat_id, "chat_status": "OPENED", "chat_type": "BUYER_SELLER"}
        self.chats.append(
            {"chat": chat, "last_message_id": last, "first_unread_message_id": last, "unread_count": 1, **item}
        )

    def message(self, number: int, text: str = "Здравствуйте!", **fields: Any) -> dict[str, Any]:
        return {
            "message_id": FIRST_ID + number,
            "user": {"id": "90417722", "type": "Customer"},
            "created_at": self.clock.now().isoformat(),
            "data": [text],
            "is_read": False,
            "is_image": False,
            "context": {"order_number": "48866017-0495", "sku": ""},
            "moderate_image_status": "",
            **fields,
        }

    def look(self) -> SyncRun:
        run = run_look(account_id=self.account.pk, connect=self.connect, clock=self.clock.now)
        assert run is not None
        return run

    def sweep(self) -> Next:
        SyncState.objects.update(next_full_sweep_at=self.clock.now(), next_sweep_at=self.clock.now())
        return sweeping.run_slice(account_id=self.account.pk, connect=self.connect, clock=self.clock.now)

    def import_all(self) -> Next:
        SyncState.objects.update(import_state=SyncState.ImportState.PENDING)
        return importing.run_slice(account_id=self.account.pk, connect=self.connect, clock=self.clock.now)

    def connect(self, _: ChatAccount) -> OzonConnector:
        return OzonConnector(
            OzonCredentials.clean(client_id="836144", api_key="0a1b2c3d-0000-4000-8000-00000000abcd"),
            transport=self,
            limiter=MemoryLimiter(clock=self.clock.seconds, sleep=lambda _: self.clock.pass_time(1.1)),
            now=self.clock.now,
            sleep=lambda _: None,
            on_drift=lambda *told: note_drift("ozon", *told),
        )

    def post(self, path: str, *, headers: Mapping[str, str], body: bytes, fresh: bool) -> Answer:
        asked = json.loads(body)
        self.calls.append(path)
        answer = self._list(asked) if path == "/v3/chat/list" else self._history(asked)
        return Answer(status=200, headers={}, body=json.dumps(answer).encode())

    def stream(self, path: str, *, headers: Mapping[str, str]) -> StreamedAnswer:
        raise AssertionError(f"no file is opened by a sync: {path}")

    def _list(self, asked: dict[str, Any]) -> dict[str, Any]:
        cursor = self.cursors.pop(0) if self.cursors else ""
        return {"chats": self.chats, "total_unread_count": 1, "cursor": cursor, "has_next": bool(cursor)}

    def _history(self, asked: dict[str, Any]) -> dict[str, Any]:
        messages = self.histories[asked["chat_id"]]
        if asked["direction"] == "Forward":
            messages = [one for one in messages if one is None or int(one["message_id"]) >= asked["from_message_id"]]
        return {"messages": messages, "has_next": False}
