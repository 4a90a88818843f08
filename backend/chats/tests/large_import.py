"""Import a large cabinet on the database of DATABASE_URL: `python -m chats.tests.large_import 156000`.

Prints a line of JSON each 100 pages: chats stored so far, seconds, memory of the process in kilobytes.
"""

import json
import os
import resource
import sys
import time
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

PAGES_PER_LINE = 100


def main(chats: int) -> None:
    from django.utils import timezone

    from accounts.models import Workspace
    from chats.models import SyncState
    from chats.sync import importing
    from chats.sync.walking import Next
    from chats.tests.factories import make_account
    from chats.tests.large_cabinet import PAGE, LargeCabinet

    name = uuid.uuid4().hex[:12]
    account = make_account(
        workspace=Workspace.objects.create(name=name, slug=name), external_id=str(uuid.uuid4().int % 10**9)
    )
    state = SyncState.objects.filter(chat_account=account)
    state.update(import_state="pending", import_since=timezone.now() - timedelta(days=9_000))
    cabinet = LargeCabinet(chats=chats, began_at=timezone.now())
    began_at = time.monotonic()
    pages_told = 0
    following = Next.AT_ONCE

    def connect(_: object) -> Any:
        return cabinet

    while following is not Next.NOTHING:
        following = importing.run_slice(account_id=account.pk, connect=connect, clock=timezone.now)
        cabinet.listed.clear()
        cabinet.read.clear()
        now = state.get()
        if now.import_pages >= pages_told + PAGES_PER_LINE or following is Next.NOTHING:
            pages_told = now.import_pages
            tell(
                chats_listed=now.import_pages * PAGE,
                chats_done=now.import_chats_done,
                chats_total=now.import_chats_total,
                seconds=round(time.monotonic() - began_at, 1),
            )


def tell(**figures: int | float | None) -> None:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    memory = pages * resource.getpagesize() // 1024
    sys.stdout.write(json.dumps({**figures, "memory_kb": memory}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main(int(sys.argv[1]))
