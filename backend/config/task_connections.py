"""Connections to the database outlive a task, as they outlive a request."""

from typing import Any

from celery import Celery
from celery.fixups.django import DjangoFixup, DjangoWorkerFixup  # type: ignore[attr-defined]  # the stubs leave the second out
from django.db import close_old_connections


class WorkerFixup(DjangoWorkerFixup):  # type: ignore[misc]
    """Celery would close them around every task: a new one costs the database more than a whole idle look."""

    def close_database(self, **_: Any) -> None:
        close_old_connections()


class Fixup(DjangoFixup):
    _worker_fixup: Any

    @property
    def worker_fixup(self) -> Any:
        if self._worker_fixup is None:
            self._worker_fixup = WorkerFixup(self.app)
        return self._worker_fixup


def fixup(app: Celery) -> DjangoFixup:
    made = Fixup(app)
    made.install()
    return made
