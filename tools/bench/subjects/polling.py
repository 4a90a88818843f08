"""Many accounts looked at every minute: how fresh they are, and what it costs."""

from __future__ import annotations

import time

from bench.actors.freshness import Freshness
from bench.report import Figure, Section
from bench.scene import LATENCY_SECONDS, POLL_SECONDS, Scene

GOAL_SECONDS = 75.0


def measure_polling(scene: Scene, seconds: int, *, name: str) -> Section:
    accounts = len(scene.cabinets)
    before, began = scene.cpu(), time.monotonic()
    with Freshness(scene.place.env["DATABASE_URL"], scene.client_ids) as freshness:
        scene.pause(seconds)
    took = time.monotonic() - began
    after = scene.cpu()
    used = {part: (after[part] - before[part]) / took for part in after}
    ours = sum(cores for part, cores in used.items() if part != "simulator")
    per_look = ours * POLL_SECONDS / accounts * 1000
    parts = ", ".join(f"{part} {cores:.2f}" for part, cores in used.items() if part != "simulator")
    stale = freshness.quantile(0.99)
    what = f"{accounts:,} accounts every {POLL_SECONDS} s: "
    return Section(
        name,
        [
            Figure(
                f"{what}age of freshness p99", f"{stale:.1f} s", f"≤ {GOAL_SECONDS:.0f} s", f"{POLL_SECONDS} s",
                f"{stale / POLL_SECONDS:.2f}", stale <= GOAL_SECONDS,
            ),
            Figure(f"{what}age p50, max", f"{freshness.quantile(0.5):.1f} s, {freshness.oldest:.1f} s"),
            Figure(f"{what}processors used by us", f"{ours:.2f} of 2 cores", "≤ 2 cores", met=ours <= 2),
            Figure(f"{what}processor time of one look", f"{per_look:.1f} ms"),
        ],
        [
            f"{freshness.samples} samples of all accounts, one a second; each call is answered after "
            f"{LATENCY_SECONDS * 1000:.0f} ms. Cores used: {parts}; not ours: simulator {used['simulator']:.2f}. "
            f"The floor of the age is the period itself: no look can be younger than the one before it.",
            *freshness.failures,
        ],
    )  # fmt: skip
