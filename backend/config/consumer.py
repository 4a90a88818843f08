"""The worker's side of the broker: it outlives the broker."""

import logging

from celery.worker import consumer

log = logging.getLogger(__name__)


class Consumer(consumer.Consumer):
    """Goes on to reconnect also when putting the broken connection away fails.

    A connection that breaks while a task is unacknowledged is put away in two steps, of which the second looks for
    what the first has taken away: https://github.com/celery/kombu/blob/main/kombu/transport/redis.py, `_connparams`.
    The task itself comes back after the visibility timeout, and every task here may run twice.
    """

    def on_connection_error_after_connected(self, exc: Exception) -> None:
        try:
            super().on_connection_error_after_connected(exc)
        except AttributeError:
            log.info("worker.connection_left_open", extra={"error": type(exc).__name__})
