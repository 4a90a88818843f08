"""Whether the demo is in place: part of what `/readyz` answers where a demo is wanted."""

from __future__ import annotations

from chats.demo import names
from chats.models import SyncState
from core.health import Check


def check_demo() -> Check:
    state = SyncState.objects.filter(
        chat_account__workspace__slug=names.WORKSPACE_SLUG,
        chat_account__external_id=names.credentials()["client_id"],
    ).first()
    if state is None:
        return Check(ok=False, text="the demo cabinet is not connected")
    if state.import_state != SyncState.ImportState.DONE and state.chat_account.is_live:
        return Check(ok=False, text=f"{state.import_chats_done} chats imported so far")
    return Check(ok=True)
