"""Trouble: what the marketplace does wrong, what goes away for a while, and a key that dies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final
from uuid import UUID

from django.db import OperationalError

from accounts.actor import Actor
from chats.models import ChatAccount
from chats.services.connecting import replace_key
from chats.sync.candidates import candidate_from
from chats.tests.faults.installation import Installation
from chats.tests.faults.marketplace import CLIENT_ID
from chats.tests.faults.outages import Part
from connectors.errors import ConnectorError
from core.errors import DomainError

READS: Final = ("/v3/chat", "/v3/chat/list", "/v3/chat/history")
SENDS: Final = ("/v1/chat/send",)
ANYTHING: Final = ("*", *READS, *SENDS)

# Each kind of fault with the methods it is worth trying on and its longest length in seconds.
FAULTS: Final[dict[str, tuple[tuple[str, ...], float]]] = {
    "rate_limit": (ANYTHING, 20),
    "internal_error": (ANYTHING, 0),
    "bad_gateway": (ANYTHING, 0),
    "circle_open": ((*READS[1:], *SENDS), 0),
    "drop_before": (ANYTHING, 0),
    "timeout_before": (ANYTHING, 15),
    "drop_after": (SENDS, 0),
    "timeout_after": (ANYTHING, 15),
    "truncated": (ANYTHING, 0),
    "delay": (ANYTHING, 12),
    "late_echo": (SENDS, 600),
    "error_marker": (SENDS, 0),
    "doubled_blanks": (SENDS, 0),
    "list_before_history": (READS[2:], 0),
    "ids_as_strings": (READS[:1], 0),
    "cyrillic_customer": (READS[2:], 0),
    "has_next_string": (READS[:1], 0),
    "unknown_values": (READS[:1], 0),
    "shuffled_list": (READS[1:2], 0),
    "null_chat": (READS[1:2], 0),
    "zero_id": (READS[2:], 0),
    "negative_count": (READS[1:2], 0),
    "looping_cursor": (READS[1:2], 0),
}


@dataclass
class Weather:
    installation: Installation
    account: ChatAccount
    owner: Actor

    def acts(self) -> dict[Callable[[], None], int]:
        return {
            self.marketplace_errs: 40,
            self.marketplace_accepts_too_late: 4,
            self.marketplace_is_away: 4,
            self.database_is_away: 3,
            self.broker_is_away: 3,
            self.broker_forgets: 3,
            self.redis_is_away: 3,
            self.key_dies: 1,
        }

    def marketplace_errs(self) -> None:
        kind = self._random.choice(list(FAULTS))
        methods, longest = FAULTS[kind]
        self.installation.marketplace.at_the_shop(
            "POST",
            "/faults",
            {
                "kind": kind,
                "method": self._random.choice(methods),
                "count": self._random.choice((1, 1, 2, 3, 6)),
                "probability": self._random.choice((1, 1, 0.5)),
                "seconds": self._random.uniform(0, longest),
                "polls": self._random.choice((1, 2)),
                "keeps_place": self._random.random() < 0.3,
            },
        )

    def marketplace_accepts_too_late(self) -> None:
        self.installation.way.slow_sends += 1

    def marketplace_is_away(self) -> None:
        self.installation.outages.begin(Part.MARKETPLACE, seconds=self._random.uniform(5, 120))

    def database_is_away(self) -> None:
        self.installation.outages.begin(Part.DATABASE, seconds=self._random.uniform(5, 60))

    def broker_is_away(self) -> None:
        self.installation.outages.begin(Part.BROKER, seconds=self._random.uniform(5, 120))

    def broker_forgets(self) -> None:
        self.installation.broker.forget_everything()

    def redis_is_away(self) -> None:
        seconds = self._random.uniform(5, 90)
        self.installation.outages.begin(Part.BROKER, seconds=seconds)
        self.installation.outages.begin(Part.LIMITER, seconds=seconds)

    def key_dies(self) -> None:
        self.installation.marketplace.change(key_status=self._random.choice(("expired", "deactivated")))
        self.installation.later(self._random.uniform(60, 900), self.owner_brings_a_new_key)

    def owner_brings_a_new_key(self) -> None:
        """Until it is taken: the marketplace or the database may be in trouble just then."""
        marketplace = self.installation.marketplace
        marketplace.api_key = str(UUID(int=self._random.getrandbits(128), version=4))
        marketplace.change(api_key=marketplace.api_key, key_status="valid")
        try:
            candidate = candidate_from("ozon", {"client_id": CLIENT_ID, "api_key": marketplace.api_key})
            replace_key(account=self.account, actor=self.owner, candidate=candidate, now=self.installation.clock.now())
        except (OperationalError, DomainError, ConnectorError):
            self.installation.later(30, self.owner_brings_a_new_key)

    def clear_up(self) -> None:
        """No trouble any more."""
        self.installation.marketplace.at_the_shop("DELETE", "/faults")
        self.installation.marketplace.show_everything()
        self.installation.outages.end_all()
        self.installation.way.slow_sends = 0
        self.installation.broker.loses = self.installation.broker.doubles = 0
        self.installation.deaths = self.installation.gates.lost_commits = 0
        if self.installation.marketplace.shop.account.key_status != "valid":
            self.owner_brings_a_new_key()

    @property
    def _random(self) -> Random:
        return self.installation.random
