"""One order of locks for all that changes a reply: its chat, then the reply, then the change feed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from chats.models import Change, Chat, Reply
from chats.services.changes import change_feed, record, record_chat
from core.queue import enqueue

DELIVER: Final = "chats.deliver_reply"
CHECK: Final = "chats.check_reply"


@contextmanager
def locked_reply(reply_id: int) -> Iterator[Reply | None]:
    """A transaction that alone decides about the reply and its chat; None when the reply is gone."""
    with change_feed():
        chat_id = Reply.objects.filter(pk=reply_id).values_list("chat_id", flat=True).first()
        if chat_id is None:
            yield None
            return
        chat = lock_chat(chat_id)
        reply = Reply.objects.select_for_update().filter(pk=reply_id).first()
        if reply is not None:
            reply.chat = chat
        yield reply


def lock_chat(chat_id: int) -> Chat:
    """Before anything that refers to the chat is written: its foreign key would ask for the row at the commit, when the
    counter of the change feed is held already, and wait crosswise with who locked the row first.
    """
    return Chat.objects.select_for_update(of=("self",)).select_related("chat_account").get(pk=chat_id)


def announce(reply: Reply) -> None:
    """Tell the change feed: the reply itself, and its chat, whose row in the list shows the worst reply."""
    record(
        reply.workspace_id,
        Change.Kind.REPLY_UPDATED,
        reply_id=reply.pk,
        chat_account_id=reply.chat.chat_account_id,
        chat_id=reply.chat_id,
    )
    record_chat(reply.chat)


def enqueue_delivery(reply_id: int, *, countdown: float | None = None) -> None:
    enqueue(DELIVER, queue="replies", countdown=countdown, reply_id=reply_id)


def enqueue_check(reply_id: int, *, countdown: float | None = None) -> None:
    enqueue(CHECK, queue="sync", countdown=countdown, reply_id=reply_id)


def enqueue_next(chat_id: int) -> None:
    """A reply that waited behind another may go now."""
    following = Reply.objects.filter(chat_id=chat_id, state=Reply.State.QUEUED).order_by("pk").first()
    if following is not None:
        enqueue_delivery(following.pk)
