"""The change feed when there is nothing new: what every open inbox asks again and again."""

from __future__ import annotations

from bench.place import Place
from bench.report import Figure, Section
from bench.shooting import client_cores, shoot_in_turns
from bench.subjects.inbox import CONNECTIONS, Served

GOAL_PER_SECOND = 600.0


def measure_feed(place: Place, served: Served, *, seconds: float) -> Section:
    addresses = {
        "product": "/api/v1/changes?after=0",
        "behind": "/_behind/primary-key",
        "bare": "/_floor/primary-key",
    }
    hits = shoot_in_turns(
        served.product.port, addresses, keys=dict.fromkeys(addresses, served.small.key), connections=CONNECTIONS,
        seconds=seconds, env=place.env,
    )  # fmt: skip
    product = hits["product"]
    rate, behind, bare = product.rate, hits["behind"].rate, hits["bare"].rate
    times = f"{product.quantile_ms(0.5):.1f} ms, {product.quantile_ms(0.95):.1f} ms"
    absolute = f"≥ {GOAL_PER_SECOND:.0f} on 2 cores"
    return Section(
        "feed",
        [
            Figure(
                "`GET changes` with nothing new, per second", f"{rate:.0f}", "≥ 0.5 × the floor", f"{behind:.0f}",
                f"{rate / behind:.2f}", rate / behind >= 0.5,
            ),
            Figure("the same, absolute", f"{rate:.0f}", absolute, met=rate >= GOAL_PER_SECOND),
            Figure("beside a view without middleware", f"{rate:.0f}", "", f"{bare:.0f}", f"{rate / bare:.2f}"),
            Figure("the same, p50 and p95", times),
        ],
        [
            f"{CONNECTIONS} connections, the middle of three rounds of {seconds:.0f} s in turns. The floor is a bare "
            "view with one read by primary key in the same Django, behind the same middleware; once more before all "
            "middleware. The product finds out in addition whose key it is, what it may do and where its feed stands. "
            f"The client is a process on the same cores and takes {client_cores(list(hits.values())):.2f} of one.",
        ],
    )  # fmt: skip
