"""One whole import in a process of its own: python -m bench.import_run CHATS MESSAGES; a line of JSON out."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bench.django_here import set_up_django


@dataclass
class Recording:
    """A marketplace in this process whose answers are kept: the second time they cost nothing.

    A run that is cut elsewhere asks for a few answers more; what making them took is left out.
    """

    api: Any
    base_url: str = "https://api-seller.ozon.ru"
    answers: dict[tuple[str, bytes], Any] = field(default_factory=dict)
    seconds: float = 0.0

    def post(self, path: str, *, headers: Mapping[str, str], body: bytes, fresh: bool) -> Any:
        from connectors.http import Answer
        from connectors.ozon.simulator.methods.answer import Call

        found = self.answers.get((path, body))
        if found is None:
            began = time.perf_counter()
            call = Call("POST", path, body, headers["Client-Id"], headers["Api-Key"])
            answer = self.api.answer(call)
            found = self.answers[path, body] = Answer(answer.status, {}, answer.body)
            self.seconds += time.perf_counter() - began
        return found

    def stream(self, path: str, *, headers: Mapping[str, str]) -> Any:
        raise NotImplementedError


class NoLimit:
    """The budget of calls, left out."""

    def acquire(self, *, account: str, method: str, lane: Any, max_wait: float | None = None) -> float:
        return 0.0

    def block(self, *, account: str, seconds: float | None) -> float:
        return 0.0

    def pause_method(self, *, account: str, method: str) -> float:
        return 0.0

    def lower(self, *, account: str, per_second: int) -> None:
        return None


def main(chats: int, each: int) -> None:
    set_up_django(os.environ)
    from connectors.ozon.simulator.control.seeding import generate
    from connectors.ozon.simulator.core.account import Account
    from connectors.ozon.simulator.core.clock import SystemClock
    from connectors.ozon.simulator.core.store import MemoryStore
    from connectors.ozon.simulator.core.world import World
    from connectors.ozon.simulator.methods.service import SellerApi

    world = World(clock=SystemClock(), random=Random(3), store=MemoryStore())
    with world.turn() as now:
        shop = world.open_shop(Account("4000000", "key", created_at=now, key_expires_at=now * 2, rate_limit=0))
        generate(world, shop, {"chats": chats, "messages": each, "days": 60.0, "waiting": chats // 10}, now)
    recording = Recording(SellerApi(world, sleep=time.sleep))
    _import(recording, "first", chats)
    recording.seconds = 0.0
    took, memory, account = _import(recording, "second", chats)
    took -= recording.seconds
    messages = _count(account)
    histories = [key for key in recording.answers if key[0].endswith("history")]
    print(
        json.dumps(
            {
                "chats": chats,
                "messages": messages,
                "per_second": messages / took,
                "floor": messages / _copy(account),
                "per_call": messages / max(1, len(histories)),
                "memory_fifth": memory[0],
                "memory_end": memory[1],
            }
        ),
        flush=True,
    )


def _import(recording: Recording, name: str, chats: int) -> tuple[float, tuple[float, float], Any]:
    from django.utils import timezone

    from bench.data.workspaces import open_company
    from bench.usage import own_memory_mb
    from chats.models import ChatAccount, SyncState
    from chats.sync.importing import Next, run_slice
    from connectors.ozon.connector import OzonConnector
    from connectors.ozon.credentials import OzonCredentials

    workspace = open_company(f"import-{name}-{chats}").workspace
    account = ChatAccount.objects.create(
        workspace=workspace, marketplace="ozon", external_id=f"40{workspace.pk}", title="Лавка", credentials="none",
        connected_at=timezone.now(),
    )  # fmt: skip
    SyncState.objects.create(chat_account=account)
    credentials = OzonCredentials("4000000", "key")

    def connect(_: ChatAccount) -> OzonConnector:
        return OzonConnector(credentials, limiter=NoLimit(), transport=recording)

    began, memory = time.perf_counter(), 0.0
    for _ in range(10_000):
        following = run_slice(account_id=account.pk, connect=connect, clock=timezone.now, seconds=2.0)
        done = _count(account) if not memory else 0
        if not memory and done * 5 >= _expected(recording):
            memory = own_memory_mb()
        if following is Next.NOTHING:
            return time.perf_counter() - began, (memory or own_memory_mb(), own_memory_mb()), account
    raise RuntimeError("the import did not end")


def _expected(recording: Recording) -> int:
    (shop,) = recording.api._world.shops.values()
    return sum(len(chat.messages) for chat in shop.chats.values())


def _count(account: Any) -> int:
    from chats.models import Message

    return Message.objects.filter(chat__chat_account=account).count()


def _copy(account: Any) -> float:
    """Seconds that the database needs for the same rows, given to it as fast as it takes them."""
    import psycopg

    of_account = f"chat_id IN (SELECT id FROM chats WHERE chat_account_id = {account.pk})"
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE again (LIKE chat_messages INCLUDING ALL)")
        with cursor.copy(f"COPY (SELECT * FROM chat_messages WHERE {of_account}) TO STDOUT") as out:
            rows = b"".join(bytes(piece) for piece in out)
        began = time.perf_counter()
        with cursor.copy("COPY again FROM STDIN") as into:
            into.write(rows)
        connection.commit()
        return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
