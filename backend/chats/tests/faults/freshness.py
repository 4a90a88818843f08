"""What a claim of freshness must mean: all that could be read when the look began is stored by then."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db import OperationalError

from chats.models import ChatAccount, Message, SyncRun, SyncState
from chats.tests.faults.broker import Order
from chats.tests.faults.installation import Installation

LOOK = "chats.look"


@dataclass
class Freshness:
    installation: Installation
    account: ChatAccount
    visible_at: dict[datetime, set[str]] = field(default_factory=dict)
    claimed: datetime | None = None

    def remember(self, order: Order) -> None:
        """At the beginning of a look: what it can see. Echoes may appear below newer messages, which takes longer."""
        if order.name != LOOK:
            return
        messages = self.installation.marketplace.messages()
        seen = {str(message.message_id) for message in messages if message.source != "api"}
        # Of two looks that begin in the same moment the claim may be that of the first.
        self.visible_at.setdefault(self.installation.clock.now(), seen)

    def check(self, order: Order, started_at: datetime) -> None:
        if order.name != LOOK:
            return
        try:
            fresh_at = SyncState.objects.values_list("fresh_at", flat=True).get(chat_account=self.account)
            if fresh_at is None or fresh_at == self.claimed:
                return
            stored = set(Message.objects.filter(chat__chat_account=self.account).values_list("external_id", flat=True))
            left_out = SyncRun.objects.filter(chat_account=self.account, started_at=fresh_at, chats_failed__gt=0)
            has_left_out = left_out.exists()
        except OperationalError:
            return
        self.claimed = fresh_at
        if has_left_out:
            # One bad chat does not make an account stale; its run says that it is partial.
            return
        if fresh_at not in self.visible_at:
            self._complain(f"fresh at {fresh_at}, when no look began")
        elif missing := self.visible_at[fresh_at] - stored - self.installation.marketplace.once_hidden:
            self._complain(f"fresh at {fresh_at} without {len(missing)} messages: {sorted(missing)[:3]}")

    def _complain(self, words: str) -> None:
        self.installation.complaints.append(words)
