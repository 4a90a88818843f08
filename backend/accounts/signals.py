"""What the parts above are told about members and workspaces; they answer inside the same transaction."""

from typing import Final

from django.dispatch import Signal

member_leaves: Final = Signal()
"""Sent with `membership` before it is deleted."""

workspace_closes: Final = Signal()
"""Sent with `workspace` when its deletion was asked for: everything that acts by itself stops."""

workspace_reopens: Final = Signal()
"""Sent with `workspace` when its deletion was called off."""
