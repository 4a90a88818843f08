"""As many people at once as a large installation has, for some minutes."""

from __future__ import annotations

import time
from contextlib import ExitStack
from itertools import chain
from random import Random
from typing import Final

from bench.actors.freshness import Freshness
from bench.actors.inboxes import INBOX_EVERY, OpenInboxes
from bench.actors.sellers import Click, Sellers
from bench.quantiles import quantile
from bench.report import Figure, Section
from bench.scene import POLL_SECONDS, Scene
from bench.subjects.polling import GOAL_SECONDS
from bench.subjects.rush import REPLY_GOAL, begin_import, handed_over
from chats.models import SyncState

READERS: Final = 300
SELLERS: Final = 20
_SELLER_EVERY: Final = 10.0
_CHANGES_GOAL: Final = 0.5
_FLAT: Final = 1.1
_DRAIN_SECONDS: Final = 15


def measure_crowd(scene: Scene, *, minutes: int) -> Section:
    keys = {company.workspace.pk: company.key for company in scene.companies}
    groups = READERS // len(scene.companies)
    imported = begin_import(scene)
    began, used = time.monotonic(), time.process_time()
    with ExitStack() as stack:
        # Each thread is one person of every company.
        crowd = [
            stack.enter_context(OpenInboxes(scene.product.port, scene.companies, chance=Random(number)))
            for number in range(groups)
        ]  # fmt: skip
        freshness = stack.enter_context(Freshness(scene.place.env["DATABASE_URL"], scene.client_ids))
        sellers = [
            stack.enter_context(
                Sellers(
                    scene.product.port, keys, scene.cabinets[number::SELLERS], every=_SELLER_EVERY,
                    chance=Random(number),
                )
            )
            for number in range(SELLERS)
        ]  # fmt: skip
        scene.pause(minutes * 6)
        early = scene.product.memory()
        scene.pause(minutes * 54)
        late = scene.product.memory()
        people = (time.process_time() - used) / (time.monotonic() - began)
    scene.pause(_DRAIN_SECONDS)
    clicks: dict[str, Click] = {text: click for one in sellers for text, click in one.clicks.items()}
    answers = list(chain.from_iterable(one.answers for one in crowd))
    taken = [click.taken_at - click.clicked_at for click in clicks.values()]
    handed, lost = handed_over(scene, clicks)
    failures = [failure for one in [*crowd, *sellers] for failure in one.failures]
    asked = len(answers) + len(taken) + len(failures)
    state = SyncState.objects.get(chat_account=imported)
    import_took = "not ended" if state.import_finished_at is None else "ended before the rest"
    changes, reply, stale = quantile(answers, 0.95), quantile(handed, 0.95), freshness.quantile(0.99)
    return Section(
        "load",
        [
            Figure(f"`GET changes` of {READERS} open inboxes, p95", f"{changes * 1000:.0f} ms",
                   f"≤ {_CHANGES_GOAL * 1000:.0f} ms", met=changes <= _CHANGES_GOAL, is_duration=True),
            Figure("the same, answers per second", f"{len(answers) / (minutes * 60):.0f}"),
            Figure(f"`POST replies` of {SELLERS} sellers, p95", f"{quantile(taken, 0.95) * 1000:.0f} ms"),
            Figure("click on “send” → accepted by the marketplace, p95", f"{reply * 1000:.0f} ms",
                   f"≤ {REPLY_GOAL * 1000:.0f} ms", met=reply <= REPLY_GOAL, is_duration=True),
            Figure("requests that failed, of all", f"{len(failures)} of {asked:,} ({len(failures) / asked:.2%})", "0",
                   met=not failures),
            Figure("replies taken, and not accepted by the marketplace", f"{len(clicks)}, {lost}", "0 not accepted",
                   met=not lost),
            Figure(f"{len(scene.cabinets):,} accounts: age of freshness p99", f"{stale:.1f} s",
                   f"≤ {GOAL_SECONDS:.0f} s", f"{POLL_SECONDS} s", f"{stale / POLL_SECONDS:.2f}",
                   stale <= GOAL_SECONDS, is_duration=True),
            *(
                Figure(f"memory of {name} at the end, beside that after a tenth", f"{late[name]:.1f} MB", "≤ 1.1 ×",
                       f"{early[name]:.1f} MB", f"{late[name] / early[name]:.2f}", late[name] <= _FLAT * early[name])
                for name in late
            ),
        ],
        [
            f"{minutes} min; each inbox asks every {INBOX_EVERY:g} s, each seller answers every {_SELLER_EVERY:g} s, "
            f"their pauses half to one and a half times as long by chance, and one cabinet is being imported "
            f"({state.import_chats_done:,} chats meanwhile, {import_took}). "
            f"All of it, the marketplace and the people included, on the same cores; the people are one process "
            f"and take {people:.2f} of one.",
            *failures[:10],
            *freshness.failures[:5],
        ],
    )  # fmt: skip
