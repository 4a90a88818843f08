"""The timer alone: does it send each run when it is due, and one at a time?"""

from __future__ import annotations

import base64
import json
import time
from collections import Counter
from datetime import datetime
from typing import Any

import redis
from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks

from bench.place import Place
from bench.processes import start_product
from bench.quantiles import quantile
from bench.report import Figure, Section
from bench.scene import POLL_SECONDS
from config.phase import phase_of

LAG_GOAL = 5.0
PERIODS = 2
_PREFIX = "bench.beat:"


def measure_beat(place: Place, counts: list[int]) -> Section:
    figures, notes = [], []
    for count in counts:
        more, note = _measure(place, count)
        figures += more
        notes.append(note)
    return Section("beat", figures, notes)


def _measure(place: Place, count: int) -> tuple[list[Figure], str]:
    interval, _ = IntervalSchedule.objects.get_or_create(every=POLL_SECONDS, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.bulk_create(
        PeriodicTask(
            name=f"{_PREFIX}{number}", task="chats.look", interval=interval, queue="sync",
            kwargs=json.dumps({"account_id": -number}),
        )
        for number in range(1, count + 1)
    )  # fmt: skip
    PeriodicTasks.update_changed()
    phases = {
        int(name.removeprefix(_PREFIX)): phase_of(entry_id=pk, period=POLL_SECONDS)
        for pk, name in PeriodicTask.objects.filter(name__startswith=_PREFIX).values_list("pk", "name")
    }
    server = redis.Redis.from_url(place.env["REDIS_URL"])
    product = start_product(place, only=frozenset({"beat"}))
    try:
        _pause(place, 15)
        server.delete("sync")
        before, began = product.cpu()["beat"], time.time()
        _pause(place, PERIODS * POLL_SECONDS)
        used, ended = product.cpu()["beat"] - before, time.time()
    finally:
        place.supervisor.end_last_group()
        PeriodicTask.objects.filter(name__startswith=_PREFIX).delete()
    sent = [_sent_at(raw) for raw in server.lrange("sync", 0, -1)]
    server.delete("sync")
    lags = [(at - phases[number]) % POLL_SECONDS for number, at in sent]
    due = Counter(int(phase) for phase in phases.values())
    crowded, must = max(Counter(int(at) for _, at in sent).values()), max(due.values())
    expected = count * (ended - began) / POLL_SECONDS
    lag = quantile(lags, 0.99)
    what = f"{count:,} entries of {POLL_SECONDS} s: "
    figures = [
        Figure(f"{what}sent after its moment, p99", f"{lag:.2f} s", f"≤ {LAG_GOAL:.0f} s", met=lag <= LAG_GOAL),
        Figure(f"{what}the same, p50 and max", f"{quantile(lags, 0.5):.2f} s, {max(lags):.2f} s"),
        Figure(
            f"{what}most sent in one second", f"{crowded}", "≤ 3 × the floor", f"{must}", f"{crowded / must:.1f}",
            crowded <= 3 * must,
        ),
        Figure(f"{what}runs sent, of those due", f"{len(sent)}", "", f"{expected:.0f}", f"{len(sent) / expected:.3f}",
               abs(len(sent) / expected - 1) <= 0.02),
        Figure(f"{what}processor time of the timer", f"{used / (ended - began):.3f} cores"),
    ]  # fmt: skip
    return figures, (
        f"With {count:,} entries the floor of “most sent in one second” is the fullest second of the schedule itself: "
        "moments are scattered by a function of the entry's id."
    )


def _sent_at(raw: Any) -> tuple[int, float]:
    """Which entry, and when it was sent: its end of life says so."""
    message = json.loads(raw)
    _, kwargs, _ = json.loads(base64.b64decode(message["body"]))
    expires = datetime.fromisoformat(message["headers"]["expires"]).timestamp()
    return -kwargs["account_id"], expires - POLL_SECONDS


def _pause(place: Place, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        place.supervisor.look()
        time.sleep(0.5)
