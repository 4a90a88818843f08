"""All metrics as Prometheus reads them."""

from collections.abc import Iterable
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from core.metrics.sources import all_metrics


class _Collector(Collector):
    def __init__(self, now: datetime) -> None:
        self._now = now

    def collect(self) -> Iterable[Metric]:
        return all_metrics(now=self._now)

    def describe(self) -> Iterable[Metric]:
        """Registering it asks nobody."""
        return ()


def exposition(*, now: datetime) -> bytes:
    """A registry of this scrape alone: nothing is kept in the memory of a process."""
    registry = CollectorRegistry()
    registry.register(_Collector(now))
    return generate_latest(registry)
