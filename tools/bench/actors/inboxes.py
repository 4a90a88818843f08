"""People with an open inbox: each workspace's change feed is asked as often as the interface asks in sight."""

from __future__ import annotations

import time
from collections.abc import Sequence
from random import Random
from typing import Final

from bench.actors.api import Api
from bench.actors.rhythm import Rhythm
from bench.data.workspaces import Company

INBOX_EVERY: Final = 5.0


class OpenInboxes(Rhythm):
    def __init__(self, port: int, companies: Sequence[Company], *, chance: Random | None = None) -> None:
        super().__init__(every=INBOX_EVERY / len(companies), chance=chance)
        self._inboxes = [Api(port, company.key) for company in companies]
        self._places: list[str | None] = [None] * len(companies)
        self._turn = 0
        # Our id of each message, and when it was first announced.
        self.seen: dict[int, float] = {}
        self.answers: list[float] = []

    def beat(self) -> None:
        turn = self._turn = (self._turn + 1) % len(self._inboxes)
        place = self._places[turn]
        began = time.perf_counter()
        page = self._inboxes[turn].get("changes" if place is None else f"changes?after={place}")
        self.answers.append(time.perf_counter() - began)
        now = time.time()
        for change in page["results"]:
            if change["kind"] == "message.created":
                self.seen.setdefault(int(change["message_id"]), now)
        self._places[turn] = page["next_after"]
