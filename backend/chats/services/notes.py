"""Notes of the team about a chat: never sent, and changed only by who wrote them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from accounts.actor import Actor
from accounts.services import audit
from chats.models import Change, Chat, Note
from chats.services.changes import change_feed, record
from chats.services.refusals import TextEmpty
from chats.services.reply_lock import lock_chat
from chats.visible_text import is_visible
from core.errors import Forbidden, NotFound

TEXT_MAX: Final = 4_000


class NoteOfAnother(Forbidden):
    code = "note_of_another"


def write_note(*, chat: Chat, author: Actor, text: str, now: datetime) -> Note:
    _refuse_empty(text)
    with change_feed():
        lock_chat(chat.pk)
        note = Note.objects.create(
            workspace_id=chat.workspace_id,
            chat=chat,
            author=author.membership,
            api_key=author.api_key,
            author_name=author.name,
            text=text,
            created_at=now,
        )
        _announce(note)
    return note


def change_note(*, note: Note, author: Actor, text: str, now: datetime) -> Note:
    _refuse_empty(text)
    with change_feed():
        locked = _locked(note, author)
        if locked.text != text:
            locked.text, locked.edited_at = text, now
            locked.save(update_fields=["text", "edited_at"])
            _announce(locked)
    return locked


def delete_note(*, note: Note, author: Actor) -> None:
    with change_feed():
        locked = _locked(note, author)
        audit.record("note.deleted", workspace=note.workspace, actor=author, about=locked)
        _announce(locked)
        locked.delete()


def is_authors(note: Note, actor: Actor) -> bool:
    if actor.api_key is not None:
        return note.api_key_id == actor.api_key.pk
    return actor.membership is not None and note.author_id == actor.membership.pk


def _refuse_empty(text: str) -> None:
    if not is_visible(text):
        raise TextEmpty(attr="text")


def _locked(note: Note, author: Actor) -> Note:
    locked = Note.objects.select_for_update(of=("self",)).select_related("chat").filter(pk=note.pk).first()
    if locked is None:
        raise NotFound
    if not is_authors(locked, author):
        raise NoteOfAnother
    return locked


def _announce(note: Note) -> None:
    ids = {"chat_account_id": note.chat.chat_account_id, "chat_id": note.chat_id}
    record(note.workspace_id, Change.Kind.NOTE_UPDATED, **ids)
