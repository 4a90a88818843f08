"""An hour of everyday life: buyers write, sellers answer, and nothing may wear out."""

from __future__ import annotations

from contextlib import ExitStack

from bench.actors.buyers import Buyers
from bench.actors.freshness import Freshness
from bench.actors.inboxes import OpenInboxes
from bench.actors.sellers import Sellers
from bench.report import Figure, Section
from bench.scene import Scene
from chats.models import Message

BUYERS_EVERY = 0.5
SELLERS_EVERY = 5.0
_FRESH = 75.0
_FLAT = 1.1
_DRAIN_SECONDS = 120
_WORKERS = ("worker", "worker-replies", "beat", "api")


def measure_soak(scene: Scene, *, minutes: int) -> Section:
    keys = {company.workspace.pk: company.key for company in scene.companies}
    with ExitStack() as stack:
        inboxes = stack.enter_context(OpenInboxes(scene.product.port, scene.companies))
        freshness = stack.enter_context(Freshness(scene.place.env["DATABASE_URL"], scene.client_ids))
        buyers = stack.enter_context(Buyers(scene.marketplace, scene.cabinets, every=BUYERS_EVERY))
        sellers = stack.enter_context(Sellers(scene.product.port, keys, scene.cabinets, every=SELLERS_EVERY))
        # The first tenth is for caches and pools to fill.
        scene.pause(minutes * 6)
        early = scene.product.memory()
        scene.pause(minutes * 54)
        late = scene.product.memory()
    scene.pause(_DRAIN_SECONDS)
    stored = Message.objects.filter(external_id__in=list(buyers.written)).count()
    sent = _accepted(scene, sellers)
    loud = scene.product.loud_events()
    stale = freshness.quantile(0.99)
    failures = [*buyers.failures, *sellers.failures, *inboxes.failures, *freshness.failures]
    return Section(
        "soak",
        [
            Figure(f"{len(scene.cabinets):,} accounts, {minutes} min: age of freshness p99", f"{stale:.1f} s",
                   f"< {_FRESH:.0f} s", "60 s", f"{stale / 60:.2f}", stale < _FRESH),
            Figure("age of freshness p50, max", f"{freshness.quantile(0.5):.1f} s, {freshness.oldest:.1f} s"),
            *(
                Figure(f"memory of {name} at the end, beside that after a tenth", f"{late[name]:.1f} MB", "≤ 1.1 ×",
                       f"{early[name]:.1f} MB", f"{late[name] / early[name]:.2f}", late[name] <= _FLAT * early[name])
                for name in _WORKERS
            ),
            Figure("messages of buyers written, and stored once", f"{len(buyers.written):,}, {stored:,}", "equal",
                   met=stored == len(buyers.written)),
            Figure("replies taken, and accepted by the marketplace once", f"{len(sellers.clicks):,}, {sent:,}", "equal",
                   met=sent == len(sellers.clicks)),
            Figure("warnings and errors in all logs", f"{loud.total()}", "0", met=not loud.total()),
        ],
        [
            f"A buyer writes every {BUYERS_EVERY:g} s, a seller answers every {SELLERS_EVERY:g} s, "
            f"{len(scene.companies)} inboxes are open; hourly sweeps go on as always.",
            *(f"`{event}`: {number} times." for event, number in loud.most_common(10)),
            *failures[:10],
        ],
    )  # fmt: skip


def _accepted(scene: Scene, sellers: Sellers) -> int:
    texts = [
        sent["text"]
        for client_id in {click.client_id for click in sellers.clicks.values()}
        for sent in scene.marketplace.ask("GET", f"accounts/{client_id}/sends")
    ]
    return len(texts) if len(texts) == len(set(texts)) else -len(texts)
