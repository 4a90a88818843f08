"""What happens to chats when a member leaves the workspace."""

from typing import Any

from accounts.models import Membership
from accounts.signals import member_leaves
from chats.services.assignment import release_chats


def listen() -> None:
    member_leaves.connect(_release, dispatch_uid="chats.leaving")


def _release(*, membership: Membership, **_: Any) -> None:
    release_chats(membership=membership)
