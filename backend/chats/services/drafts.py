"""Drafts kept for a member: a device writes only over the version that it has seen."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from accounts.models import Membership
from chats.models import Change, Chat, Draft
from chats.services.changes import change_feed, record
from chats.services.reply_lock import lock_chat
from core.errors import PreconditionFailed

TEXT_MAX: Final = 20_000


class DraftConflict(PreconditionFailed):
    """Another device wrote meanwhile; the API shows its draft."""

    code = "draft_conflict"


def write_draft(*, chat: Chat, member: Membership, text: str, expected: int | None, now: datetime) -> Draft:
    """Keep the text; an empty one is no draft. What is so already is no conflict, whoever made it so."""
    with change_feed():
        lock_chat(chat.pk)
        draft = _locked(chat, member)
        if draft.text == text:
            return draft
        if expected is not None and draft.version != expected:
            raise DraftConflict
        _write(draft, chat, text, now)
    return draft


def clear_sent_draft(*, chat: Chat, member: Membership, version: int, now: datetime) -> None:
    """Inside the transaction that takes the reply: only what was sent goes, never what was written since."""
    draft = _locked(chat, member)
    if draft.version == version and draft.text:
        _write(draft, chat, "", now)


def _locked(chat: Chat, member: Membership) -> Draft:
    draft, is_new = Draft.objects.get_or_create(chat=chat, member=member)
    return draft if is_new else Draft.objects.select_for_update().get(pk=draft.pk)


def _write(draft: Draft, chat: Chat, text: str, now: datetime) -> None:
    """The member's other windows are told when a draft comes or goes, not of every word."""
    comes_or_goes = bool(draft.text) != bool(text)
    draft.text, draft.version, draft.updated_at = text, draft.version + 1, now
    draft.save(update_fields=["text", "version", "updated_at"])
    if comes_or_goes:
        record(
            chat.workspace_id,
            Change.Kind.CHAT_UPDATED,
            chat_account_id=chat.chat_account_id,
            chat_id=chat.pk,
            membership_id=draft.member_id,
        )
