from __future__ import annotations

from collections import Counter
from random import Random

from connectors.ozon.simulator.core.account import Account
from connectors.ozon.simulator.core.chat import OPENED, Chat
from connectors.ozon.simulator.core.faults import FaultPlan
from connectors.ozon.simulator.core.rate import RateWindow
from connectors.ozon.simulator.core.shelf import Shelf


class Shop:
    """An account with its chats in order, its faults and the calls it made."""

    def __init__(self, account: Account, random: Random) -> None:
        self.account = account
        self.chats: dict[str, Chat] = {}
        self.shelf = Shelf()
        self.unread = Shelf()
        self.unread_total = 0
        self.rate = RateWindow()
        self.arrivals = RateWindow()
        """Every call, refused ones too: shows how busy the busiest second was."""
        self.calls: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.faults = FaultPlan(account.faults, random)

    def adopt(self, chats: list[Chat]) -> None:
        """Take many chats at once, as after a restart."""
        for chat in chats:
            self.chats[chat.chat_id] = chat
        everything = list(self.chats.values())
        self.shelf.fill(everything)
        unread = [chat for chat in everything if chat.unread_count]
        self.unread.fill(unread)
        self.unread_total = sum(chat.unread_count for chat in unread)

    def lift(self, chat: Chat) -> None:
        """Take the chat off both shelves before it changes."""
        self.shelf.take(chat)
        self.unread.take(chat)
        self.unread_total -= chat.unread_count

    def shelve(self, chat: Chat) -> None:
        self.chats[chat.chat_id] = chat
        self.shelf.put(chat)
        if chat.unread_count:
            self.unread.put(chat)
        self.unread_total += chat.unread_count

    def waiting(self) -> list[Chat]:
        opened = (chat for chat in self.chats.values() if chat.is_with_buyer and chat.status == OPENED)
        return [chat for chat in opened if chat.buyer_waits()]
