"""Telling the operators: one line in the log, one mail, one event in Sentry, however many subjects there are."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

import sentry_sdk
from django.conf import settings
from django.db.models import Q
from django.utils.translation import override

from core.alerts.kinds import title_of
from core.mail import send_mail_now
from core.models import HealthAlert

log = logging.getLogger(__name__)

TOLD_AT_MOST_EVERY: Final = timedelta(minutes=10)
TOLD_AT_ONCE: Final = 5000
NAMED: Final = 20


@dataclass(frozen=True)
class News:
    """All that is to be said of one kind: what began, or what is over."""

    kind: str
    is_over: bool
    alerts: list[HealthAlert]

    @property
    def named(self) -> list[HealthAlert]:
        return self.alerts[:NAMED]

    @property
    def unnamed(self) -> int:
        return max(0, len(self.alerts) - NAMED)


def tell_news(*, now: datetime) -> None:
    """Tell what was not told; a kind that was told lately gathers its news first, so that nothing can flood."""
    lately = Q(told_at__gt=now - TOLD_AT_MOST_EVERY) | Q(recovery_told_at__gt=now - TOLD_AT_MOST_EVERY)
    gathering = HealthAlert.objects.filter(lately).values("kind")
    untold = HealthAlert.objects.untold().exclude(kind__in=gathering).order_by("kind", "since", "pk")
    news = _grouped(untold[:TOLD_AT_ONCE])
    if not news:
        return
    for one in news:
        _log(one)
        _report(one)
    _mail(news)
    for one in news:
        told = HealthAlert.objects.filter(pk__in=[alert.pk for alert in one.alerts])
        told.update(**{"recovery_told_at" if one.is_over else "told_at": now})


def _grouped(alerts: Iterable[HealthAlert]) -> list[News]:
    def group(alert: HealthAlert) -> tuple[bool, str]:
        return alert.recovered_at is not None, alert.kind

    return [
        News(kind=kind, is_over=is_over, alerts=list(several))
        for (is_over, kind), several in groupby(sorted(alerts, key=group), key=group)
    ]


def _log(news: News) -> None:
    facts = {"kind": news.kind, "count": len(news.alerts), "subjects": [alert.subject for alert in news.named]}
    if news.is_over:
        log.info("health.recovered", extra=facts)
    else:
        log.warning("health.alert", extra=facts)


def _report(news: News) -> None:
    if news.is_over:
        return
    with sentry_sdk.new_scope() as scope:
        scope.fingerprint = ["health", news.kind]
        scope.set_tag("health.kind", news.kind)
        sentry_sdk.capture_message(f"health.alert {news.kind}", level="error")


def _mail(news: list[News]) -> None:
    """Written and sent here and now: the worker that delivers mails may be what is in trouble."""
    if not settings.ALERT_EMAILS:
        return
    language = settings.LANGUAGE_CODE
    with override(language):
        parts = [
            {
                "title": title_of(one.kind),
                "count": len(one.alerts),
                "named": [
                    {"label": alert.label, "since": alert.since, "until": alert.cleared_at} for alert in one.named
                ],
                "unnamed": one.unnamed,
                "is_over": one.is_over,
            }
            for one in news
        ]
        send_mail_now(
            template="health_alerts",
            to=settings.ALERT_EMAILS,
            language=language,
            context={
                "begun": [part for part in parts if not part["is_over"]],
                "over": [part for part in parts if part["is_over"]],
                "address": f"{settings.PUBLIC_URL}/admin/health/",
            },
        )
