"""The numbers of the sync and of the outbox: sums over all cabinets, whose ids would be too many labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric

from chats.selectors.freshness import accounts_by_state, freshness, imports_by_state
from chats.selectors.outbox import piles, stuck_replies
from chats.selectors.sync_totals import drift_by_kind, feed_size, long_runs_of_hour, looks_of_hour
from chats.services.alerts.outbox import DELIVERIES, count_due
from chats.services.call_counts import CALLS, MILLISECONDS
from core import counters
from core.metrics.sources import Source, Store, register_source


def collect_freshness(now: datetime) -> Iterator[Metric]:
    found = freshness(now=now)
    age = GaugeMetricFamily(
        "agentiq_freshness_age_seconds", "Age of the data of active cabinets; 1.0 is the oldest.", labels=["quantile"]
    )
    for quantile, seconds in found.age_by_quantile.items():
        age.add_metric([str(quantile)], seconds)
    yield age
    yield GaugeMetricFamily("agentiq_late_accounts", "Active cabinets without a look for five minutes.", found.late)
    swept = {"open": found.since_sweep, "all": found.since_full_sweep}
    oldest = GaugeMetricFamily("agentiq_sweep_age_seconds", "Age of the oldest last sweep.", labels=["scope"])
    for scope, seconds_ago in swept.items():
        if seconds_ago is not None:
            oldest.add_metric([scope], max(0.0, seconds_ago))
    yield oldest
    yield CounterMetricFamily("agentiq_page_limits_hit", "Looks that stopped at their limit.", found.page_limits_hit)
    yield CounterMetricFamily("agentiq_list_loops", "Walks ended by a list that led back.", found.list_loops)


def collect_accounts(_now: datetime) -> Iterator[Metric]:
    yield _labelled("agentiq_accounts", "Connected cabinets.", "state", accounts_by_state())
    yield _labelled("agentiq_imports", "Imports of connected cabinets.", "state", imports_by_state())


def collect_runs(now: datetime) -> Iterator[Metric]:
    runs = CounterMetricFamily("agentiq_sync_runs", "Runs since the full hour.", labels=["kind", "result"])
    for result, number in looks_of_hour(now=now).items():
        runs.add_metric(["look", result], number)
    for labels, number in long_runs_of_hour(now=now).items():
        runs.add_metric(labels, number)
    yield runs


def collect_replies(now: datetime) -> Iterator[Metric]:
    found = piles()
    numbers = {state: pile.count for state, pile in found.items()}
    ages = {state: (now - pile.oldest_at).total_seconds() for state, pile in found.items() if pile.oldest_at}
    yield _labelled("agentiq_replies", "Replies that are not delivered.", "state", numbers)
    yield _labelled("agentiq_oldest_reply_seconds", "How long the oldest is in its state.", "state", ages)
    yield GaugeMetricFamily(
        "agentiq_stuck_replies", "Replies that ought to have moved on.", stuck_replies(now=now).count()
    )


def collect_feed(_now: datetime) -> Iterator[Metric]:
    size = feed_size()
    yield CounterMetricFamily("agentiq_changes", "Changes written to the feeds.", size.numbered)
    yield GaugeMetricFamily("agentiq_changes_kept", "Changes that readers can still ask for.", size.kept)


def collect_drift(_now: datetime) -> Iterator[Metric]:
    drift = CounterMetricFamily(
        "agentiq_drift", "Answers that differed from the documentation.", labels=["marketplace", "kind"]
    )
    for labels, number in drift_by_kind().items():
        drift.add_metric(labels, number)
    yield drift


def collect_calls(_now: datetime) -> Iterator[Metric]:
    labels = ["marketplace", "method", "outcome"]
    calls = CounterMetricFamily("agentiq_marketplace_calls", "Calls by what came of them.", labels=labels)
    seconds = CounterMetricFamily("agentiq_marketplace_call_seconds", "Time the calls took.", labels=labels)
    for found, number in counters.read(CALLS).items():
        calls.add_metric(found, number)
    for found, milliseconds in counters.read(MILLISECONDS).items():
        seconds.add_metric(found, milliseconds / 1000)
    yield calls
    yield seconds


def collect_deliveries(_now: datetime) -> Iterator[Metric]:
    deliveries = CounterMetricFamily(
        "agentiq_notification_deliveries", "Notifications by what came of them.", labels=["channel", "result"]
    )
    for labels, number in counters.read(DELIVERIES).items():
        deliveries.add_metric(labels, number)
    yield deliveries


def collect_waiting_deliveries(now: datetime) -> Iterator[Metric]:
    yield _labelled(
        "agentiq_notifications_due",
        "Notifications whose turn has come and that have not left.",
        "channel",
        count_due(now=now),
    )


def register_metrics() -> None:
    register_source(Source("freshness", Store.DATABASE, collect_freshness))
    register_source(Source("accounts", Store.DATABASE, collect_accounts))
    register_source(Source("runs", Store.DATABASE, collect_runs))
    register_source(Source("replies", Store.DATABASE, collect_replies))
    register_source(Source("feed", Store.DATABASE, collect_feed))
    register_source(Source("drift", Store.DATABASE, collect_drift))
    register_source(Source("calls", Store.REDIS, collect_calls))
    register_source(Source("deliveries", Store.REDIS, collect_deliveries))
    register_source(Source("notifications", Store.DATABASE, collect_waiting_deliveries))


def _labelled(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
