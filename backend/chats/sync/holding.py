"""Short new chats are held back for a moment and stored together, for a fraction of what each would cost alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from billiard.exceptions import SoftTimeLimitExceeded
from django.db import InterfaceError, OperationalError

from chats.models import Chat
from chats.sync.apply import ChatPage, StoredMessages, store_pages

NOT_ABOUT_ONE_CHAT: Final = (OperationalError, InterfaceError, SoftTimeLimitExceeded)
MOST_CHATS: Final = 25
MOST_MESSAGES: Final = 1_000
LONGEST_SECONDS: Final = 3.0


@dataclass
class Held:
    """What waits to be stored. A run that dies loses it unstored and unmarked, and the next one fetches it again."""

    now: datetime
    historic: bool
    on_stored: Callable[[StoredMessages], None]
    on_failure: Callable[[Chat, Exception], None]
    pages: list[tuple[Chat, ChatPage]] = field(default_factory=list)
    held_since: float = 0.0

    def add(self, chat: Chat, page: ChatPage) -> None:
        if not self.pages:
            self.held_since = time.monotonic()
        self.pages.append((chat, page))

    def store_when_full(self) -> None:
        messages = sum(len(page.messages) for _, page in self.pages)
        is_old = bool(self.pages) and time.monotonic() - self.held_since >= LONGEST_SECONDS
        if len(self.pages) >= MOST_CHATS or messages >= MOST_MESSAGES or is_old:
            self.store()

    def store(self) -> None:
        """All in one transaction; should one not go in, each in its own, so that it stops none of the others."""
        pages, self.pages = self.pages, []
        if not pages:
            return
        try:
            stored = store_pages([page for _, page in pages], now=self.now, historic=self.historic)
        except NOT_ABOUT_ONE_CHAT:
            raise
        except Exception as error:
            if len(pages) == 1:
                self.on_failure(pages[0][0], error)
                return
            for one in pages:
                self.pages = [one]
                self.store()
            return
        for of_chat in stored:
            self.on_stored(of_chat)
