"""One worker process: what a look costs at the marketplace, and what thousands of looks leave behind in memory."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import cycle, islice
from typing import Final

from celery import current_app
from django.db.models import Sum

from bench.data.cabinets import Cabinet, open_cabinets
from bench.data.workspaces import open_company
from bench.marketplace import Marketplace, start_marketplace
from bench.place import Place
from bench.processes import Product, start_product
from bench.report import Figure, Section
from chats.models import SyncHour
from stack.problems import StackError

FIRST_RUNS: Final = 100
_CABINETS: Final = 100
_CHUNK: Final = 500
_LONGEST_CHUNK: Final = 180.0
_LIST: Final = "/v3/chat/list"
_HISTORY: Final = "/v3/chat/history"


def measure_worker(place: Place, *, runs: int) -> list[Section]:
    marketplace, _ = start_marketplace(place)
    company = open_company("worker")
    cabinets = open_cabinets(
        marketplace, [company.workspace], first=800_000, count=_CABINETS, latency_seconds=0.0, chats=100
    )
    product = start_product(place, marketplace.url, only=frozenset({"worker"}))
    try:
        idle = _measure_calls(place, marketplace, cabinets[0])
        memory = _measure_memory(place, product, cabinets, runs=runs)
    finally:
        place.supervisor.end_last_group()
        place.supervisor.end_last_group()
    return [idle, memory]


def _measure_calls(place: Place, marketplace: Marketplace, cabinet: Cabinet) -> Section:
    looks = 3
    calls = f"accounts/{cabinet.client_id}/calls"
    _look(place, [cabinet])
    marketplace.ask("DELETE", calls)
    for _ in range(looks):
        _look(place, [cabinet])
    idle = sum(marketplace.ask("GET", calls)["calls"].values()) / looks
    chat = f"accounts/{cabinet.client_id}/chats/{cabinet.chats[-1].external_id}/messages"
    marketplace.ask("POST", chat, {"author": "Customer", "text": "А есть ли такой же, только синий?"})
    marketplace.ask("DELETE", calls)
    _look(place, [cabinet])
    changed = marketplace.ask("GET", calls)["calls"]
    store = sum(changed.values()) - changed.get(_LIST, 0)
    return Section(
        "calls",
        [
            Figure("calls of an idle account per look", f"{idle:g}", "≤ 2", met=idle <= 2),
            Figure("calls to store one changed chat", f"{store}", "1", "1", f"{store}", store == 1),
        ],
        [f"Counted by the simulator, in an account with 100 chats, five of them unread. {_HISTORY} is the one call."],
    )


def _measure_memory(place: Place, product: Product, cabinets: Sequence[Cabinet], *, runs: int) -> Section:
    turns = cycle(cabinets)
    _look(place, list(islice(turns, FIRST_RUNS)))
    first, before, began = product.memory()["worker"], product.cpu()["worker"], time.monotonic()
    left = runs - FIRST_RUNS
    while left > 0:
        _look(place, list(islice(turns, min(left, _CHUNK))))
        left -= _CHUNK
    last, used, took = product.memory()["worker"], product.cpu()["worker"] - before, time.monotonic() - began
    done = runs - FIRST_RUNS
    return Section(
        "memory",
        [
            Figure(
                f"memory of the worker after {runs:,} runs, beside {FIRST_RUNS}", f"{last:.1f} MB", "≤ 1.1 × the first",
                f"{first:.1f} MB", f"{last / first:.2f}", last <= 1.1 * first,
            ),
            Figure("looks per second of one worker process, answers at once", f"{done / took:.0f}"),
            Figure("processor time of the worker for one look", f"{used / done * 1000:.1f} ms"),
        ],
        ["Proportional memory (PSS) of the process. Each run compares two pages of the list, 105 chats in all."],
    )  # fmt: skip


def _look(place: Place, cabinets: Sequence[Cabinet]) -> None:
    """Have each of them looked at once, and wait for the end of it."""
    before, began = _runs(), time.monotonic()
    for cabinet in cabinets:
        current_app.send_task("chats.look", kwargs={"account_id": cabinet.account.pk}, queue="sync")
    while _runs() - before < len(cabinets):
        place.supervisor.look()
        if time.monotonic() - began > _LONGEST_CHUNK:
            raise StackError(f"{len(cabinets)} looks did not end within {_LONGEST_CHUNK:.0f} s.")
        time.sleep(0.05 if len(cabinets) < _CHUNK else 0.5)


def _runs() -> int:
    """Looks that ended, also those that met another one."""
    sums = SyncHour.objects.aggregate(runs=Sum("runs"), skipped=Sum("skipped_runs"))
    return int(sums["runs"] or 0) + int(sums["skipped"] or 0)
