"""One look at the whole service: who may do it, what is found, what is said."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import Error as DatabaseFailure
from django.db.models import Q
from redis.exceptions import RedisError

from core.alerts.kinds import Finding, Kind, Situation, all_kinds
from core.alerts.ledger import write_findings
from core.alerts.telling import tell_news
from core.models import HealthAlert, HealthRound

log = logging.getLogger(__name__)

EVERY: Final = timedelta(seconds=60)
THE_ROW: Final = 1


def look_around(*, now: datetime) -> bool:
    """A round, unless some process made one within the last minute."""
    if not claim_round(now=now):
        return False
    known: dict[str, set[str]] = {}
    for kind, subject in HealthAlert.objects.open().confirmed().values_list("kind", "subject"):
        known.setdefault(kind, set()).add(subject)
    findings: dict[str, Sequence[Finding]] = {}
    for kind_of_trouble in all_kinds():
        found = _found(kind_of_trouble, Situation(now=now, known=frozenset(known.get(kind_of_trouble.name, ()))))
        if found is not None:
            findings[kind_of_trouble.name] = found
    write_findings(findings, now=now)
    tell_news(now=now)
    return True


def claim_round(*, now: datetime) -> bool:
    """True for the one process whose turn it is. A moment in the future was written by a wrong clock."""
    due = HealthRound.objects.filter(Q(checked_at__lte=now - EVERY) | Q(checked_at__gt=now + EVERY), pk=THE_ROW)
    if due.update(checked_at=now):
        return True
    _row, is_first = HealthRound.objects.get_or_create(pk=THE_ROW, defaults={"checked_at": now})
    return is_first


def _found(kind: Kind, situation: Situation) -> list[Finding] | None:
    """None when it cannot be known now; a fault of one check does not keep the others from being asked."""
    try:
        return list(kind.find(situation))
    except (RedisError, DatabaseFailure) as error:
        log.debug("health.not_known", extra={"kind": kind.name, "error": type(error).__name__})
    except Exception:
        log.exception("health.check_failed", extra={"kind": kind.name})
    return None
