"""The numbers of what every product of this shape has: processes, queues, alerts."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from core import heartbeat
from core.alerts.kinds import all_kinds
from core.beat_lag import read_lag
from core.clock_skew import measure_skew, tell_skew, told_skews
from core.health import BEAT
from core.metrics.sources import Source, Store, register_source
from core.models import HealthAlert, WaitingMail
from core.queue_depths import count_unacknowledged, queue_depths


def collect_processes(_now: datetime) -> Iterator[Metric]:
    up = GaugeMetricFamily("agentiq_process_up", "Whether a process of this part gave a sign of life.", labels=["part"])
    age = GaugeMetricFamily("agentiq_heartbeat_age_seconds", "Age of the last sign of life.", labels=["part"])
    for part, seconds in heartbeat.ages([BEAT, *heartbeat.all_workers()]).items():
        up.add_metric([part], int(seconds is not None))
        if seconds is not None:
            age.add_metric([part], seconds)
    yield up
    yield age
    lag = read_lag()
    if lag is not None:
        yield GaugeMetricFamily("agentiq_beat_lag_seconds", "Longest delay of an entry that the scheduler sent.", lag)


def collect_clocks(_now: datetime) -> Iterator[Metric]:
    tell_skew(measure_skew())
    skews = GaugeMetricFamily("agentiq_clock_skew_seconds", "How far a host is ahead of the database.", labels=["host"])
    for host, seconds in told_skews().items():
        skews.add_metric([host], seconds)
    yield skews


def collect_queues(_now: datetime) -> Iterator[Metric]:
    depth = GaugeMetricFamily("agentiq_queue_depth", "Tasks that no worker has taken.", labels=["queue"])
    for queue, number in queue_depths().items():
        depth.add_metric([queue], number)
    yield depth
    yield GaugeMetricFamily(
        "agentiq_tasks_unacknowledged", "Tasks that workers hold and have not finished.", count_unacknowledged()
    )


def collect_alerts(_now: datetime) -> Iterator[Metric]:
    found = HealthAlert.objects.open().confirmed().values_list("kind")
    numbers = dict(found.annotate(number=Count("pk")).order_by())
    alerts = GaugeMetricFamily("agentiq_health_alerts", "Things in trouble.", labels=["kind"])
    for name in sorted({kind.name for kind in all_kinds()} | set(numbers)):
        alerts.add_metric([name], numbers.get(name, 0))
    yield alerts


def collect_mails(_now: datetime) -> Iterator[Metric]:
    """The age by the clock of the database, which wrote the moments."""
    waiting = WaitingMail.objects.waiting().standing()
    yield GaugeMetricFamily("agentiq_mail_waiting", "Mails that have not left yet.", waiting.number)
    yield GaugeMetricFamily("agentiq_oldest_mail_seconds", "Age of the oldest of them.", waiting.oldest.total_seconds())
    given_up = WaitingMail.objects.given_up().count()
    yield GaugeMetricFamily("agentiq_mails_given_up", "Mails of the last 30 days that never left.", given_up)


def register_own() -> None:
    register_source(Source("processes", Store.REDIS, collect_processes))
    register_source(Source("queues", Store.REDIS, collect_queues))
    register_source(Source("clocks", Store.REDIS, collect_clocks))
    register_source(Source("alerts", Store.DATABASE, collect_alerts))
    register_source(Source("mails", Store.DATABASE, collect_mails))
