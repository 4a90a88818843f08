"""Reading the histories of several chats, where one bad chat does not stop the others."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from django.core.cache import cache

from chats.models import Chat
from chats.services.changes import change_feed
from chats.sync.apply import StoredMessages
from chats.sync.holding import NOT_ABOUT_ONE_CHAT, Held
from chats.sync.marks import give_up, needs_reading
from chats.sync.reading import Reader, read_history
from chats.sync.roster import ToRead
from chats.sync.settling import put_off_settling, stop_settling
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected, TemporaryFailure

log = logging.getLogger(__name__)

SUBSCRIPTION = "subscription_required"
TROUBLES_IN_ROW = 3
TOLD_ONCE_IN_SECONDS = 24 * 3600
ABOUT_THE_ACCOUNT = (AuthFailed, RateLimited, *NOT_ABOUT_ONE_CHAT)


@dataclass
class Harvest:
    """What was read of the chats that were to be read."""

    chats_stored: int = 0
    messages_stored: int = 0
    chats_failed: int = 0
    page_limits: int = 0
    is_complete: bool = True
    may_read_history: bool = True
    seen: set[int] = field(default_factory=set)

    def add(self, part: Harvest) -> None:
        """Sum up; which chats a part has seen is not kept."""
        self.chats_stored += part.chats_stored
        self.messages_stored += part.messages_stored
        self.chats_failed += part.chats_failed
        self.page_limits += part.page_limits
        self.is_complete &= part.is_complete
        self.may_read_history &= part.may_read_history


def read_chats(
    reader: Reader,
    targets: Sequence[ToRead],
    into: Harvest,
    *,
    now: datetime,
    since: datetime | None,
    historic: bool = False,
    together: bool = False,
    is_late: Callable[[], bool],
) -> None:
    """Read each chat once; what fails about one of them is counted, what fails about the account is raised.

    `together` stores short new chats several at a time, where nobody waits for the first of them.
    """

    def count(stored: StoredMessages) -> None:
        into.messages_stored += len(stored.created)
        into.chats_stored += bool(stored)

    held = Held(now=now, historic=historic, on_stored=count, on_failure=partial(_note_failure, into))
    try:
        _read(reader, targets, into, held, now=now, since=since, together=together, is_late=is_late)
    finally:
        held.store()


def _read(
    reader: Reader,
    targets: Sequence[ToRead],
    into: Harvest,
    held: Held,
    *,
    now: datetime,
    since: datetime | None,
    together: bool,
    is_late: Callable[[], bool],
) -> None:
    troubles_in_row = 0
    for target in targets:
        if target.chat.pk in into.seen or not into.may_read_history:
            continue
        if is_late():
            into.is_complete = False
            return
        into.seen.add(target.chat.pk)
        # Since the list was compared, the other kind of run may have read this chat; a new one is worth no question.
        chat = target.chat
        if not together or chat.last_external_id:
            chat = Chat.objects.get(pk=chat.pk)
        if target.mark is not None and not needs_reading(chat, target.mark):
            continue
        try:
            read = read_history(
                reader,
                chat,
                now=now,
                mark=target.mark,
                since=since,
                historic=held.historic,
                is_late=is_late,
                hold=partial(held.add, chat) if together else None,
            )
            held.store_when_full()
        except ABOUT_THE_ACCOUNT:
            raise
        except Rejected as error:
            if is_unpaid(error):
                into.may_read_history = False
                continue
            _leave_alone(target)
            stop_settling(target.chat)
            _note_failure(into, target.chat, error)
        except TemporaryFailure as error:
            troubles_in_row += 1
            put_off_settling(target.chat, now=now)
            _note_failure(into, target.chat, error)
            if troubles_in_row == TROUBLES_IN_ROW:
                raise
        except Exception as error:
            put_off_settling(target.chat, now=now)
            _note_failure(into, target.chat, error)
        else:
            troubles_in_row = 0
            into.is_complete &= read.is_complete
            into.page_limits += read.hit_page_limit
            into.messages_stored += read.created
            into.chats_stored += bool(read.created or read.updated)


def is_unpaid(error: Rejected) -> bool:
    return error.code == SUBSCRIPTION


def _leave_alone(target: ToRead) -> None:
    if target.mark is None:
        return
    with change_feed():
        chat = Chat.objects.select_for_update().get(pk=target.chat.pk)
        give_up(chat, target.mark)
        chat.save(update_fields=["change_mark", "pending_mark", "mark_misses", "history_is_complete"])


def _note_failure(into: Harvest, chat: Chat, error: Exception) -> None:
    """Said once a day per chat. Only where it happened: a traceback or a database error may hold a buyer's words."""
    into.chats_failed += 1
    if not cache.add(f"sync.chat_failed:{chat.pk}", 1, timeout=TOLD_ONCE_IN_SECONDS):
        return
    place = traceback.extract_tb(error.__traceback__)[-1]
    code = error.code if isinstance(error, ConnectorError) else type(error).__name__
    log.error(
        "sync.chat_failed",
        extra={
            "chat_account_id": chat.chat_account_id,
            "chat_id": chat.pk,
            "code": code,
            "place": f"{place.name}:{place.lineno}",
        },
    )
