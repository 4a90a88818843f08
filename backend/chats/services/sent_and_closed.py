"""«Send and close»: the chat is closed by what the marketplace shows, never by the wish alone."""

from __future__ import annotations

from datetime import datetime

from accounts.actor import Actor
from chats.models import Message, Reply
from chats.selectors.messages import messages_after
from chats.services.chat_actions import close_answered
from chats.services.deeds import Deed


def close_after(reply: Reply, *, now: datetime) -> None:
    """Close the chat of a reply that has just been seen, if that was asked for and nothing speaks against it."""
    if reply.then_close and not _buyer_wrote_since(reply) and not _more_is_to_be_sent(reply):
        close_answered(chat=reply.chat, deed=Deed(actor=_author(reply), now=now))


def _buyer_wrote_since(reply: Reply) -> bool:
    """Since the newest message known when it was written, also before it arrived."""
    heard = Message.objects.filter(chat=reply.chat_id)
    if reply.known_message_id is not None and heard.filter(pk=reply.known_message_id).exists():
        heard = messages_after(reply.chat, reply.known_message_id)
    return heard.filter(author=Message.Author.BUYER).exists()


def _more_is_to_be_sent(reply: Reply) -> bool:
    unfinished = (Reply.State.QUEUED, Reply.State.SENDING, Reply.State.FAILED, Reply.State.UNCLEAR)
    return Reply.objects.filter(chat=reply.chat_id, state__in=unfinished).exclude(pk=reply.pk).exists()


def _author(reply: Reply) -> Actor:
    if reply.author is not None:
        return Actor.for_member(reply.author)
    return Actor.for_api_key(reply.api_key) if reply.api_key is not None else Actor.for_system(reply.author_name)
