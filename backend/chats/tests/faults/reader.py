"""A client that knows only the change feed: it asks again for what it is told has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.db import OperationalError
from django.db.models import Model

from accounts.models import Workspace
from chats.models import Change, Chat, Message, Reply
from chats.selectors.changes import ChangeRow, read_changes, read_head

SHOWN: Final[dict[type[Model], tuple[str, ...]]] = {
    Chat: (
        "remote_status",
        "last_message_id",
        "last_author",
        "preview",
        "unread_count",
        "waiting_since",
        "due_at",
        "deadline_at",
        "answered_at",
        "window_closes_at",
        "window_refused_at",
        "order_number",
    ),
    Message: ("text", "moderation", "reply"),
    Reply: ("state", "error_code", "message_id", "is_simulated", "accepted_at", "delivered_at", "failed_at"),
}
Shown = dict[int, tuple[Any, ...]]


@dataclass
class Reader:
    workspace: Workspace
    after: int = 0
    seen: dict[type[Model], Shown] = field(default_factory=lambda: {model: {} for model in SHOWN})

    def poll(self, *, limit: int, pages: int = 1) -> None:
        for _ in range(pages):
            try:
                page = read_changes(self.workspace, after=self.after, head=read_head(self.workspace), limit=limit)
                self._fetch(page.changes)
            except OperationalError:
                return
            self.after = page.next_after
            if not page.has_more:
                return

    def _fetch(self, changes: list[ChangeRow]) -> None:
        wanted: dict[type[Model], set[int]] = {
            Chat: {change.chat_id for change in changes if change.chat_id},
            Message: {change.message_id for change in changes if change.message_id},
            Reply: {change.reply_id for change in changes if change.reply_id},
        }
        if any(change.kind == Change.Kind.IMPORT_PROGRESS for change in changes):
            # A client reads its list anew when an import goes on.
            wanted[Chat] |= set(Chat.objects.for_workspace(self.workspace).values_list("pk", flat=True))
        for model, ids in wanted.items():
            for pk in ids:
                self.seen[model].pop(pk, None)
            self.seen[model] |= shown(model, ids)


def shown(model: type[Model], ids: set[int]) -> Shown:
    rows = model._default_manager.filter(pk__in=ids).values_list("pk", *SHOWN[model])
    return {row[0]: tuple(row[1:]) for row in rows}
