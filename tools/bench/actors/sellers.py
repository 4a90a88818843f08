"""Sellers who answer: one reply after another through the API, each in a chat of its own."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from uuid import uuid4

from bench.actors.api import Api
from bench.actors.rhythm import Rhythm
from bench.data.cabinets import Cabinet


@dataclass(frozen=True)
class Click:
    """When a person pressed the button, and when the API had taken the reply."""

    client_id: str
    clicked_at: float
    taken_at: float


class Sellers(Rhythm):
    def __init__(
        self,
        port: int,
        keys: Mapping[int, str],
        cabinets: Sequence[Cabinet],
        *,
        every: float,
        chance: Random | None = None,
    ) -> None:
        """`keys` by workspace."""
        super().__init__(every=every, chance=chance)
        self._apis = {workspace: Api(port, key) for workspace, key in keys.items()}
        # One chat of every cabinet, then the next chat of every cabinet.
        self._turns = cycle([(cabinet, place) for place in range(5) for cabinet in cabinets])
        # By the text of the reply, which no other has.
        self.clicks: dict[str, Click] = {}

    def beat(self) -> None:
        cabinet, place = next(self._turns)
        chat = cabinet.chats[place]
        text = f"Здравствуйте! Отправим сегодня, номер {uuid4()}."
        clicked_at = time.time()
        api = self._apis[cabinet.account.workspace_id]
        api.post(f"chats/{chat.pk}/replies", {"text": text}, {"Idempotency-Key": str(uuid4())})
        self.clicks[text] = Click(cabinet.client_id, clicked_at, time.time())
