"""Where the numbers come from: each source asks the database or Redis anew, so any process may answer a scrape."""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import Error as DatabaseFailure
from django.db import connection
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class Store(StrEnum):
    DATABASE = "database"
    REDIS = "redis"


@dataclass(frozen=True)
class Source:
    """A constant number of cheap questions to one store."""

    name: str
    store: Store
    collect: Callable[[datetime], Iterable[Metric]]


_sources: dict[str, Source] = {}


def register_source(source: Source) -> None:
    _sources[source.name] = source


def all_metrics(*, now: datetime) -> Iterator[Metric]:
    """Those of all sources. A store that is away is asked once; what lies in it is absent, and `up` says so."""
    stores = dict.fromkeys(Store, True)
    sources = dict.fromkeys(_sources, False)
    for source in _sources.values():
        if not stores[source.store]:
            continue
        try:
            metrics = list(source.collect(now))
        except RedisError:
            stores[Store.REDIS] = False
        except DatabaseFailure:
            stores[Store.DATABASE] = False
            connection.close()
        except Exception:
            log.exception("metrics.source_failed", extra={"source": source.name})
        else:
            sources[source.name] = True
            yield from metrics
    yield _flags("agentiq_store_up", "Whether the store answered this scrape.", "store", stores)
    yield _flags(
        "agentiq_metrics_source_up", "Whether the metrics of the source are in this scrape.", "source", sources
    )


def _flags(name: str, words: str, label: str, values: dict[str, bool] | dict[Store, bool]) -> Metric:
    family = GaugeMetricFamily(name, words, labels=[label])
    for key, value in values.items():
        family.add_metric([str(key)], int(value))
    return family
