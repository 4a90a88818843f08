"""Chats of the past, told by how long their buyers waited."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from accounts.actor import Actor
from chats.models import Chat, ChatAccount, Message, Reply
from chats.services.clock import refresh_clock
from chats.tests.factories import NOW, make_chat, make_message, make_reply

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)


def ask(
    account: ChatAccount,
    *,
    at: datetime,
    answered_after: timedelta | None = None,
    by: Actor | None = None,
    chat: Chat | None = None,
    now: datetime = NOW,
) -> Chat:
    """A buyer asks; somebody answers so much later, in the marketplace's cabinet unless the author is named."""
    chat = chat or make_chat(account=account)
    make_message(chat=chat, at=at)
    if answered_after is not None:
        answer(chat, at=at + answered_after, by=by)
    refresh_clock(chat, now=now)
    return chat


def answer(chat: Chat, *, at: datetime, by: Actor | None = None) -> Message:
    text = "Здравствуйте! Да, подойдёт."
    message = make_message(chat=chat, at=at, author=Message.Author.SELLER, text=text)
    if by is not None:
        reply = make_reply(chat=chat, text=text, author=by, state=Reply.State.DELIVERED, message=message)
        Reply.objects.filter(pk=reply.pk).update(
            author=by.membership, api_key=by.api_key, author_name=by.name, delivered_at=at
        )
    return message
