"""A Celery app with one slow and one quick task, for a worker of its own."""

import os
import time

import redis
from celery import Celery

app = Celery("slow", broker=os.environ["REDIS_URL"])
app.conf.update(
    worker_consumer="config.consumer:Consumer",
    task_ignore_result=True,
    task_acks_late=True,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
)


def note(name: str) -> None:
    redis.Redis.from_url(os.environ["REDIS_URL"]).set(name, "1")


@app.task(name="slow")
def slow(seconds: float) -> None:
    note("slow:started")
    time.sleep(seconds)


@app.task(name="quick")
def quick() -> None:
    note("quick:done")
