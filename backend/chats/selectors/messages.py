"""The thread of a chat, read in pieces around a message."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Lower, Replace

from chats.models import Chat, Message
from chats.models.message import MessageQuerySet
from core.errors import Invalid


class MessageUnknown(Invalid):
    code = "message_unknown"


@dataclass(frozen=True)
class Thread:
    """A piece of a thread, oldest message first."""

    messages: list[Message]
    has_older: bool
    has_newer: bool
    found: int | None = None


def messages_after(chat: Chat, message_id: int, *, authors: Iterable[str] = ()) -> MessageQuerySet:
    """Messages of the chat that stand after the given one."""
    after = _beyond(chat, message_id, "gt")
    return after.filter(author__in=authors) if authors else after


def messages_before(chat: Chat, message_id: int) -> MessageQuerySet:
    """Messages of the chat that stand before the given one."""
    return _beyond(chat, message_id, "lt")


def named_message(chat: Chat, message_id: int | None) -> Message | None:
    """The last message that a person knew of; where none is named, the newest one stored."""
    if message_id is None:
        return Message.objects.filter(chat=chat).in_order().last()
    message = Message.objects.filter(chat=chat, pk=message_id).first()
    if message is None:
        raise MessageUnknown(attr="last_message_id")
    return message


def read_thread(chat: Chat, *, before: int | None, after: int | None, limit: int) -> Thread:
    """The newest messages, or those next to the named one."""
    if after is not None:
        found = list(_shown(_beyond(chat, after, "gt")).in_order()[: limit + 1])
        return Thread(found[:limit], has_older=True, has_newer=len(found) > limit)
    older = chat.messages.all() if before is None else _beyond(chat, before, "lt")
    found = list(_shown(older).order_by("-sent_at", "-number", "-id")[: limit + 1])
    return Thread(found[:limit][::-1], has_older=len(found) > limit, has_newer=before is not None)


def find_in_thread(chat: Chat, words: str, *, before: int | None, limit: int) -> Thread:
    """The newest messages that hold these words as they stand, great or small, with ё as е; and how many do."""
    spoken = Replace(Lower("text"), Value("ё"), Value("е"), output_field=TextField())
    wanted = words.lower().replace("ё", "е")
    matching = chat.messages.annotate(spoken=spoken).filter(spoken__contains=wanted)
    older = matching if before is None else matching.filter(pk__in=_beyond(chat, before, "lt").values("pk"))
    found = list(_shown(older).order_by("-sent_at", "-number", "-id")[: limit + 1])
    return Thread(
        found[:limit][::-1], has_older=len(found) > limit, has_newer=before is not None, found=matching.count()
    )


def _shown(messages: QuerySet[Message]) -> MessageQuerySet:
    shown: MessageQuerySet = messages.select_related("reply", "duplicate_of")  # type: ignore[assignment]
    return shown


def _beyond(chat: Chat, message_id: int, side: str) -> MessageQuerySet:
    at = Message.objects.filter(chat=chat, pk=message_id).values_list("sent_at", "number", "id").first()
    if at is None:
        raise MessageUnknown
    sent_at, number, pk = at
    beyond = Q(**{f"sent_at__{side}": sent_at})
    beyond |= Q(sent_at=sent_at) & (Q(**{f"number__{side}": number}) | Q(number=number, **{f"pk__{side}": pk}))
    # What follows is implied by it, and is where the index can begin.
    return Message.objects.filter(beyond, chat=chat, **{f"sent_at__{side}e": sent_at})
