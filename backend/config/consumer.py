"""The worker's side of the broker: it outlives the broker."""

import functools
import logging
from collections.abc import Callable
from typing import Any

from celery.worker import consumer

log = logging.getLogger(__name__)


class Consumer(consumer.Consumer):
    """Goes on when what is left of a broken connection cannot be settled any more.

    A connection that has been put away knows no host, and whatever still looks for one there fails with an
    AttributeError: https://github.com/celery/kombu/blob/main/kombu/transport/redis.py, `_connparams`. That happens when
    it is put away while a task is unacknowledged, and again when that task ends and is to be acknowledged. The task
    comes back, at once or after the visibility timeout, and every task here may run twice.
    """

    def on_connection_error_after_connected(self, exc: Exception) -> None:
        try:
            super().on_connection_error_after_connected(exc)
        except AttributeError:
            log.info("worker.connection_left_open", extra={"error": type(exc).__name__})

    def call_soon_ack(self, p: Callable[..., object], *args: Any, **kwargs: Any) -> Any:
        return super().call_soon_ack(_unless_put_away(p), *args, **kwargs)  # type: ignore[misc]


def _unless_put_away(settle: Callable[..., object]) -> Callable[..., object]:
    """``settle`` acknowledges or rejects a message: a method of it."""
    message: Any = getattr(settle, "__self__", None)

    @functools.wraps(settle)
    def settle_or_leave(*args: Any, **kwargs: Any) -> object:
        transport = message.channel.connection if message is not None and message.channel is not None else None
        if transport is not None and transport.client is None:
            log.info("worker.acknowledgement_left")
            return None
        return settle(*args, **kwargs)

    return settle_or_leave
