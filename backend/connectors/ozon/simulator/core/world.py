from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from heapq import heappop, heappush
from itertools import count
from random import Random
from threading import RLock

from connectors.ozon.simulator.core.account import Account
from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.clock import Clock
from connectors.ozon.simulator.core.ids import MessageIds
from connectors.ozon.simulator.core.message import Message
from connectors.ozon.simulator.core.moments import to_moment
from connectors.ozon.simulator.core.publishing import settle
from connectors.ozon.simulator.core.pushes import Push
from connectors.ozon.simulator.core.restoring import restore
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.store import Changes, Store


class World:
    """All shops, one lock, and the things that happen by themselves as the clock goes on."""

    def __init__(
        self, *, clock: Clock, random: Random, store: Store, link_origin: str = "https://api-seller.ozon.ru"
    ) -> None:
        self.random = random
        self.store = store
        self.link_origin = link_origin
        self.ids = MessageIds(random)
        self.shops: dict[str, Shop] = {}
        self.pushes: list[Push] = []
        self.changes = Changes()
        self._clock = clock
        self._lock = RLock()
        self._depth = 0
        self._last_serial = 0
        self._agenda: list[tuple[int, int, Shop, Chat, Message]] = []
        self._order = count()
        restore(self, store.load())

    def now(self) -> int:
        return to_moment(self._clock.now())

    @contextmanager
    def turn(self) -> Iterator[int]:
        """Alone with the world: what is due has happened, and what changes is saved at the end."""
        with self._lock:
            now = self.now()
            self._depth += 1
            try:
                self._settle(now)
                yield now
            finally:
                self._depth -= 1
                if self._depth == 0:
                    self.save()

    def plan(self, moment: int, shop: Shop, chat: Chat, message: Message) -> None:
        """Look at this message again when the moment has come."""
        heappush(self._agenda, (moment, next(self._order), shop, chat, message))

    def next_serial(self) -> int:
        self._last_serial += 1
        return self._last_serial

    def continue_after(self, *, serial: int, message_id: int) -> None:
        self._last_serial = max(self._last_serial, serial)
        self.ids.start_above(message_id)

    def open_shop(self, account: Account) -> Shop:
        shop = Shop(account, self.random)
        self.shops[account.client_id] = shop
        self.note(account=account)
        return shop

    def close_shop(self, client_id: str) -> None:
        self.save()
        del self.shops[client_id]
        self.changes.removed_accounts.add(client_id)
        self.save()

    def note(self, *, chat: Chat | None = None, message: Message | None = None, account: Account | None = None) -> None:
        """Remember what has to be saved at the end of the turn."""
        if chat is not None:
            self.changes.chats[chat.chat_id] = chat
        if message is not None:
            self.changes.messages[message.serial] = message
        if account is not None:
            self.changes.accounts[account.client_id] = account

    def save(self) -> None:
        if self.changes:
            # Forgotten only when written: what could not be saved now is tried again after the next turn.
            self.store.write(self.changes)
            self.changes = Changes()

    def _settle(self, now: int) -> None:
        while self._agenda and self._agenda[0][0] <= now:
            _, _, shop, chat, message = heappop(self._agenda)
            if self.shops.get(shop.account.client_id) is shop:
                settle(self, shop, chat, message, now)
