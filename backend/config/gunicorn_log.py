"""gunicorn's own lines: events like all others, without the queries and headers that it repeats."""

import sys
from typing import Any

from gunicorn.glogging import Logger  # type: ignore[import-untyped]
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]


class EventLog(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """Leaves its lines to the handler that the settings give to all."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Its arguments may be the address of a request, whose query may hold what somebody searched for."""
        super().exception(msg, *(arg.partition("?")[0] if isinstance(arg, str) else arg for arg in args), **kwargs)

    def warning(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """A request that cannot be read is quoted in the message; its kind says enough."""
        error = sys.exception()
        if isinstance(error, ParseException):
            self.error_log.warning("request.unreadable", extra={"error": type(error).__name__})
        else:
            super().warning(msg, *args, **kwargs)
