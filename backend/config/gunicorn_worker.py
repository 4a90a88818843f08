"""How a process of the API leaves: its door is closed first."""

import select
from typing import Any

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]


class Worker(ThreadWorker):  # type: ignore[misc]  # gunicorn carries no types
    """Whoever comes after the order to end is refused at once, and a proxy may ask the other `api`.

    gunicorn keeps the listening socket open until its last connection has gone, half a minute where a request takes
    that long. The kernel goes on accepting meanwhile, and what was sent on such a connection is cut off unheard; a
    proxy that has sent a POST does not send it again.
    """

    sockets: list[Any]

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not enabled and not self.alive:
            self._close_the_door()

    def _close_the_door(self) -> None:
        """Those who have come in already are let in and answered."""
        for listener in self.sockets:
            while select.select([listener], [], [], 0)[0]:
                self.accept(listener)
            listener.close()
        self.sockets = []
