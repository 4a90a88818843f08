from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import Workspace
from billing.models import Lead, Pilot

FIGURES = {
    "starts_at": "2026-10-01T00:00:00+00:00",
    "ends_at": "2026-10-31T00:00:00+00:00",
    "taken_at": "2026-10-31T00:00:00+00:00",
}


def make_lead(*, contact: str = "olga@example.com", created_at: datetime | None = None) -> Lead:
    now = created_at or timezone.now()
    return Lead.objects.create(contact=contact, consented_at=now, consent_revision=1, created_at=now)


def make_pilot(*, workspace: Workspace, starts_on: date | None = None, **fields: Any) -> Pilot:
    """A month that began ten days ago."""
    first = starts_on or timezone.localdate() - timedelta(days=10)
    given = {"ends_on": first + timedelta(days=30), "owner_email": "olga@example.com", "terms": "Месяц без оплаты."}
    return Pilot.objects.create(workspace=workspace, starts_on=first, **{**given, **fields})


def make_figures(*, median_hours: float, n: int = 40) -> dict[str, Any]:
    """What a pilot keeps of how a workspace answered."""
    counts = {
        "n": n,
        "enough": n >= 20,
        "answered": n,
        "median_seconds": round(median_hours * 3600),
        "p90_seconds": None,
    }
    shares = {"within_target_share": 0.5, "within_24h_share": 0.9, "never_answered_share": 0.05}
    return {**FIGURES, "total": counts | shares, "first": counts | shares, "next": counts | shares}
