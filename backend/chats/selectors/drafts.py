"""Drafts of one member: in one chat, and at the rows of a list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final, NamedTuple

from django.db.models.functions import Left

from accounts.models import Membership
from chats.models import Chat, Draft

PREVIEW: Final = 200


class DraftPreview(NamedTuple):
    text: str
    updated_at: datetime | None


def draft_of(chat: Chat, member: Membership) -> Draft:
    """An unsaved empty one when there is none."""
    return Draft.objects.filter(chat=chat, member=member).first() or Draft(chat=chat, member=member)


def drafts_in(chat_ids: Sequence[int], member: Membership | None) -> dict[int, DraftPreview]:
    """How the drafts of these chats begin; an API key has none."""
    if member is None or not chat_ids:
        return {}
    drafts = Draft.objects.filter(member=member, chat__in=chat_ids).exclude(text="")
    rows = drafts.annotate(beginning=Left("text", PREVIEW)).values_list("chat_id", "beginning", "updated_at")
    return {chat_id: DraftPreview(text, updated_at) for chat_id, text, updated_at in rows}
