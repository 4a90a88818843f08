"""The results screen of a large company, each of its requests beside a bare view that runs the same SQL."""

from __future__ import annotations

from typing import Final

from bench.data.obligations import DAYS, fill_obligations
from bench.data.workspaces import open_company
from bench.floor.recording import record_request
from bench.floor.reports import REPORTS
from bench.place import Place
from bench.processes import start_product
from bench.report import Figure, Section
from bench.shooting import client_cores, shoot_in_turns
from stack.console import step

GOAL_MS: Final = 500
# One person looks at one screen; the requests of a screen do not wait for each other.
CONNECTIONS: Final = 1


def measure_reports(place: Place, *, obligations: int, seconds: float) -> Section:
    company = open_company("asked")
    with step(f"{obligations:,} obligations of {DAYS} days"):
        fill_obligations(company.workspace, obligations=obligations)
    folder = place.home / "floor-reports"
    for name, address in REPORTS.items():
        record_request(address, key=company.key, into=folder / f"{name}.json")
    env = {"DJANGO_SETTINGS_MODULE": "bench.floor.settings", "BENCH_FLOOR_FOLDER": str(folder)}
    product = start_product(place, only=frozenset({"api"}), more_env=env)
    figures: list[Figure] = []
    cores: list[float] = []
    for name, address in REPORTS.items():
        addresses = {"product": address, "bare": f"/_floor/reports/{name}"}
        hits = shoot_in_turns(
            product.port, addresses, keys=dict.fromkeys(addresses, company.key), connections=CONNECTIONS,
            seconds=seconds, env=place.env,
        )  # fmt: skip
        cores.append(client_cores(list(hits.values())))
        measured, floor = hits["product"].quantile_ms(0.95), hits["bare"].quantile_ms(0.95)
        figures.append(
            Figure(
                f"`GET {address.removeprefix('/api/v1/')}`, p95", f"{measured:.0f} ms", f"≤ {GOAL_MS} ms",
                f"{floor:.0f} ms", f"{measured / floor:.2f}", measured <= GOAL_MS,
            )
        )  # fmt: skip
    notes = [
        f"{obligations:,} obligations of one company in {DAYS} days, in three cabinets that were connected half a year "
        f"ago; a twelfth of them ended in the 28 days of the report, and about as many are frozen in the baselines. "
        f"One request at a time, three rounds of {seconds:.0f} s in turns with the floor: a view in the same server, "
        "before all middleware, that runs the very statements of the request and writes the longest answer with "
        f"orjson. The client is a process on the same cores and takes {max(cores):.2f} of one.",
    ]
    return Section("reports", figures, notes)
