"""The product's own Celery app with a task that hangs, one that never ends by itself, and one that does."""

import time

from django.db import connection

from config.celery import app


@app.task(name="tests.hang", time_limit=2)
def hang() -> None:
    time.sleep(600)


@app.task(name="tests.work", time_limit=60)
def work() -> None:
    time.sleep(4)


@app.task(name="tests.ask_for_ever", soft_time_limit=2, time_limit=60)
def ask_for_ever() -> None:
    while True:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        time.sleep(0.1)
