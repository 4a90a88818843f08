"""Storing what was read: every message once, in whatever order and however often it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import Enum

from chats.models import Change, Chat, Message
from chats.services.attention import ATTENTION_FIELDS, wake
from chats.services.changes import change_feed, record, record_chat
from chats.services.clock import CLOCK_FIELDS, refresh_clock, refresh_clocks
from chats.services.drift import note_drift
from chats.services.product_titles import take_known_titles
from chats.sync.echoes import chats_with_replies, link_echoes
from chats.sync.message_rows import MAY_CHANGE, take_over, to_row
from chats.sync.moments import incredible, with_moments
from chats.sync.settling import begin_settling
from chats.sync.summary import SUMMARY_FIELDS, summarize
from connectors.records import RemoteMessage
from core.rows import insert_rows, update_rows
from sla.selectors.rules import load_rules

MARKS = ("history_is_complete", "change_mark", "pending_mark", "mark_misses", "missed_at", "settle_at", "settle_from")
SHOWN = tuple(dict.fromkeys([*SUMMARY_FIELDS, *CLOCK_FIELDS, *ATTENTION_FIELDS]))
WRITTEN = (*SHOWN, *MARKS)


@dataclass(frozen=True)
class StoredMessages:
    """What a page brought; the chat is the locked row, up to date.

    `recognised` are those of the updated ones of which it is known only now who wrote them.
    """

    chat: Chat
    created: tuple[Message, ...] = ()
    updated: tuple[Message, ...] = ()
    recognised: tuple[Message, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.created or self.updated)

    @property
    def news(self) -> Sequence[Message]:
        """What nobody knew of, or not from whom it is; oldest first."""
        return sorted((*self.created, *self.recognised), key=_place) if self.recognised else self.created

    @property
    def earliest_at(self) -> datetime:
        return min(message.sent_at for message in (*self.created, *self.updated))


class ClockTurn(Enum):
    """Whether storing a page derives the clock of its chat again."""

    WHEN_NEW = "when_new"
    LATER = "later"
    ALWAYS = "always"


@dataclass(frozen=True)
class ChatPage:
    """Messages of one chat, and what is to be noted in its row when they are stored.

    A page in the middle of a walk leaves the clock to the last one, which derives it even if it brings nothing:
    deriving it costs a read of the whole thread.
    """

    chat_id: int
    messages: Sequence[RemoteMessage]
    note: Callable[[Chat], None] | None = None
    clock: ClockTurn = ClockTurn.WHEN_NEW


def store_messages(
    chat: Chat | int, messages: Sequence[RemoteMessage], *, now: datetime, historic: bool = False
) -> StoredMessages:
    """Store a page of one chat; see `store_pages`."""
    chat_id = chat if isinstance(chat, int) else chat.pk
    return store_pages([ChatPage(chat_id, messages)], now=now, historic=historic)[0]


def store_pages(pages: Sequence[ChatPage], *, now: datetime, historic: bool = False) -> list[StoredMessages]:
    """Store pages of different chats under the locks of their rows; storing them again changes nothing.

    Messages sent before the account was connected raise no unread, whoever reads them; a `historic` read, the
    import's, does not announce them one by one either.
    """
    with change_feed():
        chats = _locked(page.chat_id for page in pages)
        before = {id_: _written(chat) for id_, chat in chats.items()}
        known_before = {id_: chat.last_external_id for id_, chat in chats.items()}
        were_empty = {id_ for id_, newest in known_before.items() if not newest}
        all_stored = _store([(chats[page.chat_id], page.messages) for page in pages], now=now)
        turns = {page.chat_id: page.clock for page in pages}
        _follow([stored for stored in all_stored if stored], were_empty, turns, now=now)
        _derive_anyway([stored for stored in all_stored if not stored], turns, now=now)
        for page, stored in zip(pages, all_stored, strict=True):
            if stored:
                begin_settling(stored.chat, stored.created, known_before=known_before[page.chat_id], now=now)
                _announce(stored, quiet=historic)
            if page.note:
                page.note(stored.chat)
        _save([chat for id_, chat in chats.items() if _written(chat) != before[id_]], before, now=now)
    for page in pages:
        for _ in range(incredible(page.messages, now=now)):
            note_drift(chats[page.chat_id].chat_account.marketplace, "bad_time", "messages.sent_at")
    return all_stored


def _locked(ids: Iterable[int]) -> dict[int, Chat]:
    """In the order of their ids, so that two who lock several never wait for each other."""
    chats = Chat.objects.select_for_update(of=("self",)).select_related("chat_account").order_by("pk")
    wanted = set(ids)
    found = {chat.pk: chat for chat in chats.filter(pk__in=wanted)}
    if len(found) < len(wanted):
        raise Chat.DoesNotExist
    return found


def _store(pages: Sequence[tuple[Chat, Sequence[RemoteMessage]]], *, now: datetime) -> list[StoredMessages]:
    known = _known(pages)
    created: list[list[Message]] = []
    updated: list[list[Message]] = []
    recognised: list[list[Message]] = []
    for chat, messages in pages:
        incoming = {message.id: message for message in messages if message.id}
        new = [message for id_, message in incoming.items() if (chat.pk, id_) not in known]
        fresh = [message for message in new if not _is_erased(chat, message)]
        old = [known[chat.pk, id_] for id_ in incoming if (chat.pk, id_) in known]
        nameless = [row for row in old if row.author == Message.Author.OTHER]
        updated.append([row for row in old if take_over(row, incoming[row.external_id], now=now)])
        recognised.append([row for row in nameless if row.author != Message.Author.OTHER])
        timed = with_moments(fresh, otherwise=chat.last_message_at or now, now=now)
        created.append([to_row(chat, message, sent_at, now=now) for message, sent_at in timed])
    if rows := [row for of_chat in updated for row in of_chat]:
        Message.objects.bulk_update(rows, MAY_CHANGE)
    insert_rows([row for of_chat in created for row in of_chat], unique=("chat", "external_id"))
    for of_chat in created:
        of_chat.sort(key=_place)
    return [
        StoredMessages(chat=chat, created=tuple(new), updated=tuple(changed), recognised=tuple(named))
        for (chat, _), new, changed, named in zip(pages, created, updated, recognised, strict=True)
    ]


def _place(row: Message) -> tuple[datetime, Decimal]:
    return row.sent_at, row.number


def _is_erased(chat: Chat, message: RemoteMessage) -> bool:
    """Whether the workspace keeps messages of that time no longer."""
    erased_up_to = chat.erased_up_to
    return erased_up_to is not None and message.sent_at is not None and message.sent_at <= erased_up_to


def _known(pages: Sequence[tuple[Chat, Sequence[RemoteMessage]]]) -> dict[tuple[int, str], Message]:
    """Which of the messages are stored; a chat that is still empty is not asked about."""
    read = [(chat, messages) for chat, messages in pages if chat.last_external_id and messages]
    if not read:
        return {}
    rows = Message.objects.filter(
        chat__in=[chat.pk for chat, _ in read],
        external_id__in=[message.id for _, messages in read for message in messages],
    )
    return {(row.chat_id, row.external_id): row for row in rows}


def _follow(
    all_stored: Sequence[StoredMessages], were_empty: set[int], turns: Mapping[int, ClockTurn], *, now: datetime
) -> None:
    """What new messages mean for their chats: summary, echoes of our replies, the clock."""
    for stored in all_stored:
        summarize(stored.chat, stored.news, stored.updated)
        wake(stored.chat, stored.news)
    if not all_stored:
        return
    take_known_titles([stored.chat for stored in all_stored])
    answered = chats_with_replies([stored.chat for stored in all_stored])
    rules = load_rules({stored.chat.workspace_id for stored in all_stored})
    whole: dict[int, Sequence[Message]] = {}
    together: list[Chat] = []
    for stored in all_stored:
        chat = stored.chat
        if chat.pk in answered:
            link_echoes(chat, now=now)
        elif chat.pk in were_empty:
            whole[chat.pk] = stored.created
        if turns[chat.pk] is ClockTurn.LATER:
            continue
        if chat.pk in were_empty:
            together.append(chat)
        else:
            refresh_clock(chat, now=now, since=stored.earliest_at, rules=rules, save=False)
    if together:
        refresh_clocks(together, now=now, just_stored=whole, rules=rules, save=False)


def _derive_anyway(unchanged: Sequence[StoredMessages], turns: Mapping[int, ClockTurn], *, now: datetime) -> None:
    """For a walk that ends with nothing new after pages that left the clock alone, perhaps in a run that died."""
    for stored in unchanged:
        if turns[stored.chat.pk] is ClockTurn.ALWAYS:
            refresh_clock(stored.chat, now=now, save=False)


def _written(chat: Chat) -> list[object]:
    return [getattr(chat, name) for name in WRITTEN]


def _save(chats: Sequence[Chat], before: dict[int, list[object]], *, now: datetime) -> None:
    """In one statement; marks alone are nothing that anybody sees."""
    for chat in chats:
        if _written(chat)[: len(SHOWN)] != before[chat.pk][: len(SHOWN)]:
            chat.updated_at = now
    if len(chats) == 1:
        chats[0].save(update_fields=[*WRITTEN, "updated_at"])
    else:
        update_rows(chats, [*WRITTEN, "updated_at"])


def _announce(stored: StoredMessages, *, quiet: bool) -> None:
    chat = stored.chat
    where = {"chat_account_id": chat.chat_account_id, "chat_id": chat.pk}
    told = [message for message in stored.created if not message.is_historic]
    for message in told:
        record(chat.workspace_id, Change.Kind.MESSAGE_CREATED, **where, message_id=message.pk)
    for message in stored.updated:
        record(chat.workspace_id, Change.Kind.MESSAGE_UPDATED, **where, message_id=message.pk)
    if told or stored.updated or not quiet:
        record_chat(chat)
