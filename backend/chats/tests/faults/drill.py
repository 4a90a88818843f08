"""Buyers write and the shop answers while processes and servers are killed around them"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

import psycopg

from chats.tests.faults.clients import Ozon, Seller, new_key
from chats.tests.faults.servers import Servers, wait_for

FAULTS: Final = (
    {"kind": "rate_limit", "method": "*", "count": 2, "seconds": 2},
    {"kind": "internal_error", "method": "/v3/chat", "count": 4},
    {"kind": "bad_gateway", "method": "*", "count": 2},
    {"kind": "drop_after", "method": "/v1/chat/send", "count": 1},
    {"kind": "timeout_after", "method": "/v1/chat/send", "count": 1, "seconds": 3},
    {"kind": "truncated", "method": "*", "count": 1},
    {"kind": "late_echo", "method": "/v1/chat/send", "count": 2, "seconds": 12},
    {"kind": "error_marker", "method": "/v1/chat/send", "count": 1},
    {"kind": "doubled_blanks", "method": "/v1/chat/send", "count": 1},
    {"kind": "shuffled_list", "method": "/v3/chat/list", "count": 3},
    {"kind": "list_before_history", "method": "/v3/chat/history", "count": 1, "polls": 2},
)
CHATS: Final = 8

# Long waits are shortened by setting the times back, as if the minutes had gone by.
SETTLED_SOONER: Final = """
UPDATE chat_replies SET sending_at = sending_at - interval '3 minutes' WHERE state = 'sending';
UPDATE chat_replies SET unclear_at = unclear_at - interval '4 minutes', check_at = now() - interval '6 seconds'
  WHERE state = 'unclear' AND (unclear_at > now() - interval '10 minutes' OR check_at > now());
UPDATE chat_replies SET queued_at = queued_at - interval '15 minutes' WHERE state = 'queued' AND EXISTS (
  SELECT 1 FROM chat_replies earlier WHERE earlier.chat_id = chat_replies.chat_id AND earlier.id < chat_replies.id
  AND earlier.state = 'failed');
UPDATE chat_replies SET not_before = now() WHERE state = 'queued' AND not_before > now();
UPDATE chat_sync_state SET look_until = least(look_until, now()), bulk_until = least(bulk_until, now()),
  next_attempt_at = least(next_attempt_at, now());
UPDATE chats SET settle_at = now() WHERE settle_at > now();
UPDATE chats SET read_not_before = now() WHERE read_not_before > now();
"""


@dataclass
class Request:
    chat_id: str
    text: str
    key: str
    taken: bool | None = None


@dataclass
class Drill:
    servers: Servers
    seller: Seller
    ozon: Ozon
    random: Random
    requests: list[Request] = field(default_factory=list)
    told: dict[str, set[str]] = field(default_factory=lambda: {"chat_id": set(), "reply_id": set()})
    after: str = "0"

    def open_shop(self) -> None:
        self.api_key = self.ozon.open_shop()
        self.chats = [
            str(self.ozon.at_the_shop("POST", "/chats", {"messages": [{"text": f"Вопрос № {number}"}]})["chat_id"])
            for number in range(CHATS)
        ]
        self.account_id = self.seller.connect_shop(self.api_key)
        wait_for(lambda: self._counted() == CHATS, seconds=90, what=lambda: "the chats are not imported")
        self.ours = [str(chat["id"]) for chat in self.seller.pages("/chats")]

    def blows(self) -> list[Callable[[], None]]:
        """What is done to the installation, one after another; all of them return when it is up again."""
        servers = self.servers
        return [
            lambda: self._kill_and_begin("worker-replies"),
            lambda: self._kill_and_begin("worker"),
            lambda: self._end_and_begin("redis"),
            lambda: self._end_and_begin("postgres"),
            lambda: self._kill_and_begin("worker-replies", "worker"),
            servers.wipe_redis,
            lambda: self._kill_and_begin("postgres"),
            lambda: self._kill_and_begin("beat"),
            self._let_redis_be_full,
        ]

    def load(self, *, seconds: float, rounds: int) -> None:
        """Evenly spread blows, with buyers, the shop and trouble in between."""
        blows = self.blows() * rounds
        pause = seconds / (len(blows) + 1)
        for blow in blows:
            self.live(seconds=pause)
            blow()
        self.live(seconds=pause)

    def settle(self, *, seconds: float) -> None:
        """No trouble any more, and time goes faster, until nothing is under way."""
        self.ozon.at_the_shop("DELETE", "/faults")
        end = time.monotonic() + seconds
        self._hurry_until(lambda: not self._is_asking() and not self._open_replies(), end=end)
        self._hurry_until(lambda: self._counted_messages() >= self._written(), end=end)
        self.follow(pages=100)

    def _hurry_until(self, condition: Callable[[], bool], *, end: float) -> None:
        while not condition() and time.monotonic() < end:
            self._ask_again()
            self._hurry()
            time.sleep(1)

    def _is_asking(self) -> bool:
        return any(request.taken is None for request in self.requests)

    def live(self, *, seconds: float, faults: Sequence[dict[str, Any]] = FAULTS) -> None:
        """Buyers write and people answer while the marketplace has `faults` at random; none of them means none."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._write(self.random.choice(self.chats), "Здравствуйте! Когда отправите заказ?")
            if self.random.random() < 0.6:
                self._reply()
            if faults and self.random.random() < 0.3:
                self.ozon.at_the_shop("POST", "/faults", self.random.choice(faults))
            self._ask_again()
            self.follow(pages=1)
            time.sleep(0.2)

    def _reply(self) -> None:
        words = f"Отправим сегодня. № {len(self.requests)}"
        self.requests.append(Request(self.random.choice(self.ours), words, new_key()))

    def _ask_again(self) -> None:
        """As a browser does that was told nothing: the same request under the same key."""
        for request in [request for request in self.requests if request.taken is None][:3]:
            request.taken = self.seller.try_to_reply(request.chat_id, request.text, request.key)

    def _write(self, chat_id: str, text: str) -> None:
        self.ozon.at_the_shop("POST", f"/chats/{chat_id}/messages", {"text": text})

    def follow(self, *, pages: int) -> None:
        for _ in range(pages):
            page = self.seller.try_to_get(f"/changes?after={self.after}&limit=100")
            if page is None:
                return
            for change in page["results"]:
                for name, seen in self.told.items():
                    if change[name]:
                        seen.add(change[name])
            self.after = page["next_after"]
            if not page["has_more"]:
                return

    def _kill_and_begin(self, *names: str) -> None:
        for name in names:
            self.servers.kill(name)
        time.sleep(0.5)
        for name in names:
            self.servers.begin(name)

    def _end_and_begin(self, name: str) -> None:
        self.servers.end(name)
        time.sleep(0.5)
        self.servers.begin(name)

    def _let_redis_be_full(self) -> None:
        """It refuses whatever would need more memory, and people go on meanwhile."""
        self.servers.limit_redis(bytes_=1)
        self.live(seconds=2)
        self.servers.limit_redis(bytes_=0)

    def _hurry(self) -> None:
        with self.servers.connect() as connection:
            for statement in filter(str.strip, SETTLED_SOONER.split(";")):
                connection.execute(statement.encode())

    def _open_replies(self) -> int:
        return self._count("chat_replies WHERE state NOT IN ('delivered', 'failed')")

    def _counted(self) -> int:
        return self._count("chats WHERE is_listed")

    def _counted_messages(self) -> int:
        return self._count("chat_messages")

    def _written(self) -> int:
        return len(self.ozon.at_the_shop("GET", "/messages?kind=BUYER_SELLER"))

    def _count(self, what: str) -> int:
        try:
            with self.servers.connect() as connection:
                row: Any = connection.execute(f"SELECT count(*) FROM {what}".encode()).fetchone()
        except psycopg.OperationalError:
            return -1
        return int(row[0])


def open_drill(servers: Servers) -> Drill:
    """An owner signed in, with a shop whose chats have been imported."""
    seller = Seller(servers.url)
    made = servers.create_workspace()
    seller.sign_in(email=made["owner"], password=made["password"])
    drill = Drill(servers, seller, Ozon(servers.simulator_url), Random(7))
    drill.open_shop()
    return drill
