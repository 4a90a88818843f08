"""Whether the demo is in place: part of what `/readyz` answers where a demo is wanted."""

from __future__ import annotations

from chats.demo import names
from chats.models import SyncState
from core.health import Check


def check_demo() -> Check:
    wanted = [credentials["client_id"] for credentials in names.shops().values()]
    states = SyncState.objects.filter(
        chat_account__workspace__slug=names.WORKSPACE_SLUG, chat_account__external_id__in=wanted
    ).select_related("chat_account")
    found = list(states)
    if len(found) < len(wanted):
        return Check(ok=False, text="a demo cabinet is not connected")
    unfinished = [one for one in found if one.import_state != SyncState.ImportState.DONE and one.chat_account.is_live]
    if unfinished:
        return Check(ok=False, text=f"{sum(one.import_chats_done for one in unfinished)} chats imported so far")
    return Check(ok=True)
