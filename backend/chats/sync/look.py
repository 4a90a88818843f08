"""The quick look: the unread list, the first page of the whole list, and the chats that changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection

from chats.freshness import DELAYED_AFTER
from chats.models import Chat, ChatAccount, Reply
from chats.sync.harvest import Harvest, read_chats
from chats.sync.pending import pending_chats, remember_pending
from chats.sync.pictures import ask_about_pictures
from chats.sync.reading import Reader
from chats.sync.roster import ToRead, compare, is_inbox
from chats.sync.settling import settling_chats
from connectors.records import ChatStatus, RemoteChat

UNREAD_PAGES = 3
MANY = 10
WATCHED_FOR = timedelta(hours=6)
SENDING_IS_LONG_AFTER = timedelta(minutes=2)
# Asked at every look, and mostly for nothing.
FIND_AWAITED: Final = """
SELECT DISTINCT reply.chat_id FROM chat_replies AS reply JOIN chats AS chat ON chat.id = reply.chat_id
WHERE chat.chat_account_id = %(account)s AND NOT reply.is_simulated AND reply.queued_at > %(since)s
  AND (reply.state = ANY(%(awaited)s) OR (reply.state = %(sending)s AND reply.sending_at < %(long_ago)s))
"""


@dataclass
class Look:
    """What one look saw."""

    harvest: Harvest = field(default_factory=Harvest)
    hit_page_limit: bool = False


def look(reader: Reader, account: ChatAccount, seen: Look, *, now: datetime, is_late: Callable[[], bool]) -> None:
    """One look; it fills `seen` on the way, so that a look that fails has still told what it stored."""
    targets = _unread(reader, account, seen, now=now, is_late=is_late)
    if is_late():
        seen.harvest.is_complete = False
    else:
        targets += _newest(reader, account, seen, now=now)
    if account.can_read_history:
        pending = pending_chats(account, now=now)
        seen.harvest.is_complete &= pending.is_all
        targets += pending.targets
        seen.harvest.chats_failed += len(pending.left_out - {target.chat.pk for target in targets})
        targets += [ToRead(chat=chat, mark=None) for chat in watched_chats(account, now=now)]
        targets += [ToRead(chat=chat, mark=None) for chat in settling_chats(account, now=now)]
    since = account.sync_state.import_since
    read_chats(reader, freshest(targets), seen.harvest, now=now, since=since, is_late=is_late)
    if seen.harvest.may_read_history and account.can_read_history:
        ask_about_pictures(reader, account, seen.harvest, now=now, is_late=is_late)


def _unread(
    reader: Reader, account: ChatAccount, seen: Look, *, now: datetime, is_late: Callable[[], bool]
) -> list[ToRead]:
    """Answered chats may stay unread at the marketplace for ever, so a page of known ones is the end."""
    targets: list[ToRead] = []
    cursor: str | None = None
    for _ in range(UNREAD_PAGES):
        page = reader.list_chats(only_unread=True, status=ChatStatus.OPEN, cursor=cursor)
        named = {target.chat.pk for target in targets}
        new = [target for target in _compare(account, page.items, now=now) if target.chat.pk not in named]
        targets += new
        cursor = page.cursor
        if not new or cursor is None or is_late():
            return targets
    seen.hit_page_limit = True
    seen.harvest.is_complete = False
    return targets


def _newest(reader: Reader, account: ChatAccount, seen: Look, *, now: datetime) -> list[ToRead]:
    """The first page of the whole list. If all its chats are news, and many or after a while, there may be more below.

    To the first look everything is news.
    """
    page = reader.list_chats()
    new = _compare(account, page.items, now=now)
    fresh_at = account.sync_state.fresh_at
    buyers = {chat.id for chat in page.items if is_inbox(chat)}
    is_all_news = buyers <= {target.chat.external_id for target in new}
    if new and is_all_news and page.cursor is not None and fresh_at is not None:
        seen.hit_page_limit |= len(new) >= MANY or now - fresh_at > DELAYED_AFTER
    return new


def _compare(account: ChatAccount, listed: Sequence[RemoteChat], *, now: datetime) -> list[ToRead]:
    """The chats to be read, noted as such before the next call is made."""
    targets = compare(account, listed, now=now)
    remember_pending(targets)
    return targets


def freshest(targets: list[ToRead]) -> list[ToRead]:
    """Each chat once, in order of first mention, with what the latest answer said of it."""
    latest = {target.chat.pk: target for target in targets if target.mark is not None}
    return list({target.chat.pk: latest.get(target.chat.pk, target) for target in targets}.values())


def watched_chats(account: ChatAccount, *, now: datetime) -> list[Chat]:
    """Chats in which a reply of ours is to be seen soon: they are read whatever the list says."""
    values: dict[str, Any] = {
        "account": account.pk,
        "awaited": [Reply.State.ACCEPTED.value, Reply.State.UNCLEAR.value],
        "sending": Reply.State.SENDING.value,
        "long_ago": now - SENDING_IS_LONG_AFTER,
        "since": now - WATCHED_FOR,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND_AWAITED, values)
        ids = [chat_id for (chat_id,) in cursor.fetchall()]
    return list(Chat.objects.filter(pk__in=ids).order_by("pk")) if ids else []
