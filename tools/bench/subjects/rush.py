"""The same accounts while buyers write, sellers answer and a large shop is being imported."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime

from celery import current_app
from django.utils import timezone

from bench.actors.buyers import Buyers
from bench.actors.freshness import Freshness
from bench.actors.inboxes import INBOX_EVERY, OpenInboxes
from bench.actors.sellers import Click, Sellers
from bench.data.cabinets import open_cabinets
from bench.quantiles import quantile
from bench.report import Figure, Section
from bench.scene import LATENCY_SECONDS, POLL_SECONDS, Scene
from bench.subjects.polling import GOAL_SECONDS
from chats.models import Chat, Message, SyncState

ARRIVAL_GOAL = POLL_SECONDS + 15.0
REPLY_GOAL = 1.0
_IMPORTED_CHATS = 3_000
_DRAIN_SECONDS = 90


def measure_rush(scene: Scene, seconds: int, *, buyers_every: float = 0.5, sellers_every: float = 1.0) -> Section:
    imported = begin_import(scene)
    keys = {company.workspace.pk: company.key for company in scene.companies}
    with ExitStack() as stack:
        inboxes = stack.enter_context(OpenInboxes(scene.product.port, scene.companies))
        freshness = stack.enter_context(Freshness(scene.place.env["DATABASE_URL"], scene.client_ids))
        scene.pause(5)
        with (
            Buyers(scene.marketplace, scene.cabinets, every=buyers_every) as buyers,
            Sellers(scene.product.port, keys, scene.cabinets, every=sellers_every) as sellers,
        ):
            scene.pause(seconds)
        arrivals, missing = _wait_for_arrivals(scene, buyers, inboxes)
    handed, lost = handed_over(scene, sellers.clicks)
    done = SyncState.objects.get(chat_account=imported).import_chats_done
    arrival, click, usual = quantile(arrivals, 0.99), quantile(handed, 0.95), quantile(handed, 0.5)
    stale = freshness.quantile(0.99)
    return Section(
        "rush",
        [
            Figure(
                "buyer's message → change feed, p99", f"{arrival:.1f} s", f"≤ {ARRIVAL_GOAL:.0f} s",
                f"{POLL_SECONDS} s", f"{arrival / POLL_SECONDS:.2f}", arrival <= ARRIVAL_GOAL and not missing,
            ),
            Figure("the same, p50", f"{quantile(arrivals, 0.5):.1f} s", "", f"{POLL_SECONDS / 2:.0f} s"),
            Figure(
                "click on “send” → accepted by the marketplace, p95", f"{click * 1000:.0f} ms", "≤ 1 000 ms",
                f"{LATENCY_SECONDS * 1000:.0f} ms", f"{click / LATENCY_SECONDS:.1f}", click <= REPLY_GOAL and not lost,
            ),
            Figure("the same, p50 and max", f"{usual * 1000:.0f} ms, {max(handed, default=0) * 1000:.0f} ms"),
            Figure(
                "age of freshness meanwhile, p99", f"{stale:.1f} s", "≤ 75 s", f"{POLL_SECONDS} s",
                f"{stale / POLL_SECONDS:.2f}", stale <= GOAL_SECONDS,
            ),
            Figure("`GET changes` of an open inbox meanwhile, p95", f"{quantile(inboxes.answers, 0.95) * 1000:.0f} ms"),
            Figure("messages never seen, replies never accepted", f"{missing}, {lost}", "0, 0", met=not missing + lost),
        ],
        [
            f"{len(arrivals)} messages of buyers, {len(handed)} replies, {len(scene.companies)} open inboxes that ask "
            f"every {INBOX_EVERY:g} s (which is part of the time of arrival), one import ({done:,} chats meanwhile). "
            f"The time of a reply runs from before the request until the simulator notes its acceptance, the "
            f"marketplace's own {LATENCY_SECONDS * 1000:.0f} ms included, which are its floor.",
            *buyers.failures, *sellers.failures, *inboxes.failures, *freshness.failures,
        ],
    )  # fmt: skip


def begin_import(scene: Scene) -> int:
    (cabinet,) = open_cabinets(
        scene.marketplace, [scene.companies[0].workspace], first=900_000, count=1, latency_seconds=LATENCY_SECONDS,
        chats=_IMPORTED_CHATS,
    )  # fmt: skip
    Chat.objects.filter(chat_account=cabinet.account).delete()
    SyncState.objects.filter(chat_account=cabinet.account).update(
        import_state=SyncState.ImportState.PENDING, import_since=None, fresh_at=timezone.now()
    )
    current_app.send_task("chats.import_slice", kwargs={"account_id": cabinet.account.pk}, queue="bulk")
    return cabinet.account.pk


def _wait_for_arrivals(scene: Scene, buyers: Buyers, inboxes: OpenInboxes) -> tuple[list[float], int]:
    until = time.monotonic() + _DRAIN_SECONDS
    while True:
        stored = dict(Message.objects.filter(external_id__in=list(buyers.written)).values_list("external_id", "pk"))
        seen = {id_: inboxes.seen[pk] for id_, pk in stored.items() if pk in inboxes.seen}
        if len(seen) == len(buyers.written) or time.monotonic() > until:
            return [seen[id_] - buyers.written[id_] for id_ in seen], len(buyers.written) - len(seen)
        scene.pause(2)


def handed_over(scene: Scene, clicks: Mapping[str, Click]) -> tuple[list[float], int]:
    """Seconds from each click to its acceptance, and how many the marketplace never accepted."""
    accepted: dict[str, float] = {}
    for client_id in {click.client_id for click in clicks.values()}:
        for sent in scene.marketplace.ask("GET", f"accounts/{client_id}/sends"):
            accepted[sent["text"]] = datetime.fromisoformat(sent["created_at"]).timestamp()
    waits = [accepted[text] - click.clicked_at for text, click in clicks.items() if text in accepted]
    return waits, len(clicks) - len(waits)
