"""Finding what an address names, inside the workspace of the request alone."""

from typing import TypeVar

from accounts.models import Workspace
from chats.models import Chat, Message, Note, Reply
from core.errors import NotFound

Row = TypeVar("Row")


def find_chat(workspace: Workspace, chat_id: int) -> Chat:
    chats = Chat.objects.for_workspace(workspace).select_related("chat_account")
    return _found(chats.filter(pk=chat_id).first())


def find_message(workspace: Workspace, chat_id: int, message_id: int) -> Message:
    messages = Message.objects.for_workspace(workspace).select_related("chat__chat_account")
    return _found(messages.filter(chat=chat_id, pk=message_id).first())


def find_reply(workspace: Workspace, reply_id: int) -> Reply:
    replies = Reply.objects.for_workspace(workspace).select_related("chat__chat_account", "workspace")
    return _found(replies.filter(pk=reply_id).first())


def find_note(workspace: Workspace, note_id: int) -> Note:
    notes = Note.objects.for_workspace(workspace).select_related("chat", "workspace")
    return _found(notes.filter(pk=note_id).first())


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row
