"""Erasing what was written in old chats, where the workspace keeps it for a time only.

The row of the chat stays, and so do its obligations: what the clock measured is no buyer's word, and the figures of the
reports must not change when a message goes. `erased_up_to` keeps the sync from storing the same messages again and the
clock from deriving anew what it can no longer read.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from celery.exceptions import SoftTimeLimitExceeded
from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from accounts.models import Workspace
from chats.models import Chat, Draft, Message, Note, Reply
from chats.services.changes import change_feed, record_chat
from chats.services.chat_actions import close
from chats.services.deeds import Deed
from core.outages import is_outage

log = logging.getLogger(__name__)

CHATS_AT_ONCE: Final = 50
GONE: Final = (
    "erased_up_to",
    "preview",
    "buyer_name",
    "last_message_id",
    "unread_count",
    "is_marked_unread",
    "is_listed",
    "settle_at",
    "settle_from",
    "suggests_waive",
    "updated_at",
)


def erase_old_chats(*, now: datetime, after: int = 0) -> Iterator[int]:
    """Those of the workspaces with a retention and a key above the given one, piece by piece.

    Each piece gives the key up to which nothing is left, where another run may go on. A workspace that has nothing to
    erase is a piece too, for asking it takes time. A fault in one keeps no other from being erased; it is tried again
    with the next run from the beginning.
    """
    done = after
    for workspace in Workspace.objects.exclude(retention_days=None).filter(pk__gt=after).order_by("pk"):
        try:
            while _erase_some(workspace, now):
                yield done
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            if is_outage(error):
                raise
            log.exception("retention.workspace_failed", extra={"workspace_id": workspace.pk})
        done = workspace.pk
        yield done


def _erase_some(workspace: Workspace, now: datetime) -> bool:
    """Whether anything could be erased. What is still owed in so old a chat is closed unanswered first, for nobody
    could read what to answer.
    """
    assert workspace.retention_days is not None
    until = now - timedelta(days=workspace.retention_days)
    on_their_way = Reply.objects.filter(chat=OuterRef("pk"), state__in=Reply.ON_THE_WAY, queued_at__gt=until)
    old = Chat.objects.for_workspace(workspace).filter(
        ~Exists(on_their_way), last_message_id__isnull=False, last_message_at__lt=until
    )
    with change_feed():
        chosen = list(old.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:CHATS_AT_ONCE])
        for chat in chosen:
            if chat.waiting_since is not None:
                close(chat=chat, deed=Deed(actor=Actor.for_system("retention"), now=now))
        chats = list(Chat.objects.filter(pk__in=[chat.pk for chat in chosen], waiting_since=None).order_by("pk"))
        _erase(chats, now)
    return bool(chats)


def _erase(chats: list[Chat], now: datetime) -> None:
    ids = [chat.pk for chat in chats]
    for model in (Reply, Message, Note, Draft):
        model.objects.filter(chat__in=ids).delete()
    for chat in chats:
        chat.erased_up_to = chat.last_message_at
        chat.preview = chat.buyer_name = chat.settle_from = ""
        chat.last_message_id = chat.settle_at = None
        chat.unread_count = 0
        chat.is_marked_unread = False
        chat.is_listed = chat.suggests_waive = False
        chat.updated_at = now
        record_chat(chat)
    Chat.objects.bulk_update(chats, GONE)
