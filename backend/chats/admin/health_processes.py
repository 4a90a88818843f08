"""Which processes live and what waits for them, as Redis knows it at this moment."""

from __future__ import annotations

from django.utils.translation import gettext as _
from redis.exceptions import RedisError

from chats.admin.health_table import Table
from core import heartbeat
from core.beat_lag import read_lag
from core.health import BEAT
from core.queue_depths import queue_depths


def process_table() -> Table:
    headers = [_("part"), _("state"), _("tasks waiting")]
    return Table(_("Processes and queues"), headers, [[_("database"), _("in order"), ""], *_rows()])


def _rows() -> list[list[str]]:
    try:
        depths = queue_depths()
        ages = heartbeat.ages([BEAT, *heartbeat.all_workers()])
        lag = read_lag()
    except RedisError:
        return [["Redis", _("Redis does not answer"), ""]]
    scheduler = _life(ages[BEAT])
    if lag is not None:
        scheduler += ", " + _("longest lag %(seconds).1f s") % {"seconds": lag}
    workers = [
        [_("worker of %(queue)s") % {"queue": queue}, _life(ages[heartbeat.worker_of(queue)]), str(depth)]
        for queue, depth in depths.items()
    ]
    return [["Redis", _("in order"), ""], [_("scheduler"), scheduler, ""], *workers]


def _life(age: float | None) -> str:
    if age is None:
        return _("no sign of life")
    return _("sign of life %(seconds)d s ago") % {"seconds": age}
