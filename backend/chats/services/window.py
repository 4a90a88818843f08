"""How long each marketplace takes replies: its own rule, from what its connector says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from connectors.registry import marketplace
from sla.window import WindowFacts


def window_facts(marketplace_name: str, *, refusals: Sequence[datetime] = ()) -> WindowFacts:
    """The window of a chat whose order is unknown: counted from the buyer's last message, and only an estimate."""
    hours = marketplace(marketplace_name).capabilities.reply_window_hours
    return WindowFacts(after_buyer=timedelta(hours=hours) if hours else None, refusals=tuple(refusals))
