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
from chats.sync.apply import StoredMessages
from chats.sync.holding import NOT_ABOUT_ONE_CHAT, Held
from chats.sync.marks import needs_reading
from chats.sync.reading import Reader, read_history
from chats.sync.roster import ToRead
from chats.sync.settling import put_off_settling
from chats.sync.troubles import Troubles, good_ones_first, is_unpaid
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected, TemporaryFailure

log = logging.getLogger(__name__)

TOLD_ONCE_IN_SECONDS = 24 * 3600
ABOUT_THE_ACCOUNT = (AuthFailed, RateLimited, *NOT_ABOUT_ONE_CHAT)


@dataclass
class Harvest:
    """What was read of the chats that were to be read; a chat that was passed over counts as failed.

    In doubt is a run that could read no history at all, and so knows nothing of what its chats hold.
    """

    chats_stored: int = 0
    messages_stored: int = 0
    chats_failed: int = 0
    page_limits: int = 0
    is_complete: bool = True
    may_read_history: bool = True
    is_in_doubt: bool = False
    seen: set[int] = field(default_factory=set)

    def add(self, part: Harvest) -> None:
        """Sum up; which chats a part has seen is not kept."""
        self.chats_stored += part.chats_stored
        self.messages_stored += part.messages_stored
        self.chats_failed += part.chats_failed
        self.page_limits += part.page_limits
        self.is_complete &= part.is_complete
        self.may_read_history &= part.may_read_history
        self.is_in_doubt |= part.is_in_doubt


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
    troubles = Troubles(reader, now=now)
    try:
        _read(reader, targets, into, held, troubles, now=now, since=since, together=together, is_late=is_late)
    except Rejected as error:
        if not is_unpaid(error):
            raise
        into.may_read_history = False
    finally:
        held.store()
        troubles.put_off()
        into.is_in_doubt |= troubles.are_in_doubt


def _read(
    reader: Reader,
    targets: Sequence[ToRead],
    into: Harvest,
    held: Held,
    troubles: Troubles,
    *,
    now: datetime,
    since: datetime | None,
    together: bool,
    is_late: Callable[[], bool],
) -> None:
    for target in good_ones_first(targets):
        if target.chat.pk in into.seen:
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
        if troubles.pass_over(chat):
            into.chats_failed += 1
            continue
        try:
            read = troubles.confirmed(
                chat,
                partial(
                    read_history,
                    reader,
                    chat,
                    now=now,
                    mark=target.mark,
                    since=since,
                    historic=held.historic,
                    is_late=is_late,
                    hold=partial(held.add, chat) if together else None,
                ),
            )
            held.store_when_full()
        except ABOUT_THE_ACCOUNT:
            raise
        except (Rejected, TemporaryFailure) as error:
            if is_unpaid(error):
                raise
            put_off_settling(chat, now=now)
            _note_failure(into, chat, error)
            troubles.note(ToRead(chat=chat, mark=target.mark), error)
        except Exception as error:
            put_off_settling(chat, now=now)
            _note_failure(into, chat, error)
            troubles.note_unstorable(chat)
        else:
            troubles.note_read(chat)
            into.is_complete &= read.is_complete
            into.page_limits += read.hit_page_limit
            into.messages_stored += read.created
            into.chats_stored += bool(read.created or read.updated)
    troubles.end([target.chat for target in targets])


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
            "account_id": chat.chat_account_id,
            "chat_id": chat.pk,
            "code": code,
            "place": f"{place.name}:{place.lineno}",
        },
    )
