"""Buyers who write at a steady rate, each time in another chat."""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import Random

from bench.actors.rhythm import Rhythm
from bench.data.cabinets import Cabinet
from bench.marketplace import Marketplace

_TEXT = "Здравствуйте! Подскажите, пожалуйста, когда отправите заказ?"


class Buyers(Rhythm):
    def __init__(self, marketplace: Marketplace, cabinets: Sequence[Cabinet], *, every: float) -> None:
        super().__init__(every=every)
        self._marketplace = marketplace.again()
        self._cabinets = cabinets
        self._random = Random(7)
        # The marketplace's id of each message, and when the buyer had written it.
        self.written: dict[str, float] = {}

    def beat(self) -> None:
        cabinet = self._random.choice(self._cabinets)
        chat = self._random.choice(cabinet.chats)
        path = f"accounts/{cabinet.client_id}/chats/{chat.external_id}/messages"
        message = self._marketplace.ask("POST", path, {"author": "Customer", "text": _TEXT})
        self.written[message["message_id"]] = time.time()
