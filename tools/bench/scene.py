"""A marketplace with many shops, and the product that looks after them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import psycopg

from bench.data.cabinets import Cabinet, open_cabinets, schedule
from bench.data.workspaces import Company, open_company
from bench.marketplace import Marketplace, start_marketplace
from bench.place import Place
from bench.processes import Product, start_product
from bench.usage import cpu_seconds, find_child
from stack.console import step

LATENCY_SECONDS: Final = 0.15
POLL_SECONDS: Final = 60
COMPANIES: Final = 20
_LONGEST_WARM_UP: Final = 240
_SETTLING_SECONDS: Final = 20


@dataclass
class Scene:
    place: Place
    marketplace: Marketplace
    marketplace_pid: int
    companies: Sequence[Company]
    product: Product
    cabinets: list[Cabinet] = field(default_factory=list)

    @property
    def client_ids(self) -> list[str]:
        return [cabinet.client_id for cabinet in self.cabinets]

    def add_cabinets(self, count: int) -> None:
        with step(f"{count} cabinets with 100 chats each"):
            workspaces = [company.workspace for company in self.companies]
            first = len(self.cabinets)
            added = open_cabinets(
                self.marketplace, workspaces, first=first, count=count, latency_seconds=LATENCY_SECONDS
            )
            schedule(added, seconds=POLL_SECONDS)
            self.cabinets += added

    def warm_up(self) -> None:
        """Until each account was looked at."""
        with step("Everything was looked at once"), psycopg.connect(self.place.env["DATABASE_URL"]) as connection:
            connection.autocommit = True
            until = time.monotonic() + _LONGEST_WARM_UP
            missing = "SELECT count(*) FROM chat_sync_state WHERE fresh_at IS NULL AND import_state = 'done'"
            while connection.execute(missing).fetchone() != (0,) and time.monotonic() < until:
                self.pause(1)
            self.pause(_SETTLING_SECONDS)

    def pause(self, seconds: float) -> None:
        """Let time pass while all processes live; raises when one ends or the run is to stop."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.place.supervisor.look()
            time.sleep(min(0.5, left))

    def cpu(self) -> dict[str, float]:
        """Processor seconds of everything that is ours; the marketplace's apart."""
        servers = {"postgres": find_child("postgres"), "redis": find_child("valkey-server", "redis-server")}
        return {
            **self.product.cpu(),
            **{name: cpu_seconds(pid) for name, pid in servers.items() if pid is not None},
            "simulator": cpu_seconds(self.marketplace_pid),
        }


def open_scene(place: Place, accounts: int, *, bulk_apart: bool = False) -> Scene:
    marketplace, pid = start_marketplace(place)
    companies = [open_company(f"shop-{number}") for number in range(COMPANIES)]
    product = start_product(place, marketplace.url, bulk_apart=bulk_apart)
    scene = Scene(place, marketplace, pid, companies, product)
    scene.add_cabinets(accounts)
    scene.warm_up()
    return scene
