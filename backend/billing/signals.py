"""What the parts above are told about subscriptions; they answer inside the same transaction."""

from typing import Final

from django.dispatch import Signal

access_changed: Final = Signal()
"""Sent with `workspace` and the states `before` and `after` when a workspace enters another state."""
