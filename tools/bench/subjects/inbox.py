"""Pages of the inbox, beside a bare view that runs the same SQL, and at two sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db import connection

from bench.data.inboxes import MESSAGES_EACH, fill_inbox
from bench.data.workspaces import Company, open_company
from bench.floor.recording import record_request, write_statements
from bench.place import Place
from bench.processes import Product, start_product
from bench.report import Figure, Section
from bench.shooting import client_cores, shoot_in_turns
from stack.console import step

SMALL: Final = 10_000
BIG: Final = 1_000_000
CONNECTIONS: Final = 8
# For times that are not mostly waiting in line.
FEW: Final = 2
_LISTS: Final = {
    "`GET chats`": "/api/v1/chats",
    "`GET chats?queue=late`": "/api/v1/chats?queue=late",
    "`GET chats?ordering=newest`": "/api/v1/chats?ordering=newest",
}


@dataclass(frozen=True)
class Served:
    """The API with the bare views beside it, and two inboxes."""

    product: Product
    small: Company
    large: Company
    large_chats: int


def serve(place: Place, *, chats: int) -> Served:
    small, large = open_company("small"), open_company("large")
    with step(f"Inboxes of {SMALL:,} and {chats:,} chats, {MESSAGES_EACH} messages in each"):
        # Nothing here searches, and filling the index of words would take most of the time.
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX IF EXISTS chat_messages_text_search")
        fill_inbox(small.workspace, chats=SMALL)
        fill_inbox(large.workspace, chats=chats)
    folder = place.home / "floor"
    record_request("/api/v1/chats", key=small.key, into=folder / "chats.json")
    read = "SELECT seq FROM change_counters WHERE workspace_id = %s"
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO change_counters VALUES (%s, 0, 0)", [small.workspace.pk])
    write_statements([(read, [small.workspace.pk])], into=folder / "primary_key.json")
    env = {"DJANGO_SETTINGS_MODULE": "bench.floor.settings", "BENCH_FLOOR_FOLDER": str(folder)}
    return Served(start_product(place, only=frozenset({"api"}), more_env=env), small, large, chats)


def measure_inbox(place: Place, served: Served, *, seconds: float) -> Section:
    addresses = {"product": "/api/v1/chats", "bare": "/_floor/chats"}
    hits = shoot_in_turns(
        served.product.port, addresses, keys=dict.fromkeys(addresses, served.small.key), connections=CONNECTIONS,
        seconds=seconds, env=place.env,
    )  # fmt: skip
    ratio = hits["product"].rate / hits["bare"].rate
    figures = [
        Figure(
            "`GET chats`, pages of 50 per second", f"{hits['product'].rate:.0f}", "≥ 0.5 × the floor",
            f"{hits['bare'].rate:.0f}", f"{ratio:.2f}", ratio >= 0.5,
        ),
        *(_compare_sizes(place, served, what, address, seconds) for what, address in _LISTS.items()),
    ]  # fmt: skip
    return Section(
        "inbox" if served.large_chats < BIG else "inbox-big",
        figures,
        [
            f"{CONNECTIONS} connections for pages per second (the middle of three rounds of {seconds:.0f} s, in turns "
            f"with the floor), {FEW} for times. The floor is a view in the same server, before all middleware, that "
            "runs the very statements of the request and writes the rows with orjson. The client is a process "
            f"on the same cores and takes {client_cores(list(hits.values())):.2f} of one.",
        ],
    )


def _compare_sizes(place: Place, served: Served, what: str, address: str, seconds: float) -> Figure:
    addresses = {"small": address, "large": address}
    keys = {"small": served.small.key, "large": served.large.key}
    hits = shoot_in_turns(
        served.product.port, addresses, keys=keys, connections=FEW, seconds=seconds / 2, env=place.env
    )
    small, large = hits["small"].quantile_ms(0.95), hits["large"].quantile_ms(0.95)
    return Figure(
        f"{what}, p95 at {served.large_chats:,} chats, beside {SMALL:,}", f"{large:.1f} ms", "≤ 1.3 × the smaller",
        f"{small:.1f} ms", f"{large / small:.2f}", large <= 1.3 * small,
    )  # fmt: skip
