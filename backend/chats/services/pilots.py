"""Pilots follow their days: they start, take over the frozen baseline, and end with a result."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from accounts.actor import Actor
from billing.models import Pilot
from billing.periods import day_begins, day_ends, moscow_day
from billing.refusals import PilotNotOpen
from billing.services.pilots import finish_pilot, keep_baseline, start_pilot
from chats.selectors.pilot_figures import pilot_baseline, pilot_result

KEEPER: Final = Actor.for_system("pilots")


def tend_pilots(*, now: datetime) -> None:
    """Each by itself: what one of them refuses, or staff ended meanwhile, does not stop the others."""
    today = moscow_day(now)
    for pilot in Pilot.objects.open().filter(starts_on__lte=today).select_related("workspace").order_by("pk"):
        try:
            tend_pilot(pilot, now=now)
        except PilotNotOpen:
            continue


def tend_pilot(pilot: Pilot, *, now: datetime) -> None:
    start_pilot(pilot=pilot, author=KEEPER)
    baseline = pilot_baseline(pilot.workspace, now=now) if pilot.baseline is None else None
    if baseline is not None:
        keep_baseline(pilot=pilot, figures=baseline.as_json(), author=KEEPER)
    starts_at, ends_at = day_begins(pilot.starts_on), day_ends(pilot.ends_on)
    if now >= ends_at:
        result = pilot_result(pilot.workspace, starts_at=starts_at, ends_at=ends_at, now=now)
        finish_pilot(pilot=pilot, figures=result.as_json(), author=KEEPER)
