"""What the parts above are told about members; they answer inside the same transaction."""

from typing import Final

from django.dispatch import Signal

member_leaves: Final = Signal()
"""Sent with `membership` before it is deleted."""
