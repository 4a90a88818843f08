"""A chat as the API shows it, made from one row of values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.translation import get_language
from rest_framework import serializers

from accounts.models import Membership, Workspace
from billing.selectors.access import access_of
from chats.api.clock_rows import CLOCK_COLUMNS, ClockSerializer, present_clock, snooze_outlasts
from chats.models import Chat, Message
from chats.models.chat import ChatQuerySet
from chats.selectors.deeds import Closed, closes_of, writers_of
from chats.selectors.drafts import DraftPreview, drafts_in
from chats.selectors.inbox import undelivered_states
from chats.selectors.obligations import last_states_in
from chats.sendability import send_block
from chats.titles import chat_title
from core import error_texts
from core.api.pagination import KeysetPagination
from core.errors import NotFound
from sla.calendar import WorkingCalendar
from sla.selectors.hours import load_calendars

COLUMNS: Final = (
    "id",
    "kind",
    "remote_status",
    "status",
    "unread_count",
    "last_message_at",
    "last_message_id",
    "last_author",
    "preview",
    "buyer_name",
    "buyer_external_id",
    "order_number",
    "sku",
    "product_title",
    *CLOCK_COLUMNS,
    "snoozed_until",
    "suggests_waive",
    "answered_at",
    "created_at",
    "updated_at",
    "chat_account_id",
    "chat_account__title",
    "chat_account__marketplace",
    "chat_account__state",
    "chat_account__state_code",
    "chat_account__can_send",
    "chat_account__disconnected_at",
    "assignee_id",
    "assignee__user__name",
    "assignee__user__email",
)


class ChatAccountReferenceSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    marketplace = serializers.CharField()


class AssigneeSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()


class DraftPreviewSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="How it begins.")
    updated_at = serializers.DateTimeField()


class ClosedSerializer(serializers.Serializer[Any]):
    by = serializers.CharField()
    at = serializers.DateTimeField()


class ChatSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    chat_account = ChatAccountReferenceSerializer()
    title = serializers.CharField()
    buyer_name = serializers.CharField(allow_null=True)
    buyer_external_id = serializers.CharField(allow_null=True)
    order_number = serializers.CharField(allow_null=True)
    sku = serializers.CharField(allow_null=True)
    product_title = serializers.CharField(allow_null=True)
    remote_status = serializers.ChoiceField(choices=Chat.RemoteStatus.values)
    status = serializers.ChoiceField(choices=Chat.Status.values)
    unread_count = serializers.IntegerField()
    last_message_at = serializers.DateTimeField(allow_null=True)
    last_message_id = serializers.CharField(allow_null=True)
    last_author = serializers.CharField(allow_null=True)
    last_author_name = serializers.CharField(
        allow_null=True, help_text="Who wrote the last message, if it was sent from here."
    )
    preview = serializers.CharField()
    clock = ClockSerializer()
    snoozed_until = serializers.DateTimeField(allow_null=True)
    closed = ClosedSerializer(allow_null=True, help_text="Who closed the chat, while it is closed.")
    snooze_outlasts = serializers.ListField(
        child=serializers.ChoiceField(choices=["target", "window"]),
        help_text="Which of the two clocks ends before the snooze does: a warning.",
    )
    suggests_waive = serializers.BooleanField(
        help_text="All that is unanswered is short thanks, so a waive may be offered. Nothing is done by itself."
    )
    answered_at = serializers.DateTimeField(allow_null=True)
    reply_state = serializers.ChoiceField(
        choices=["failed", "unclear", "sending", "queued"],
        allow_null=True,
        help_text="The worst among replies that are not delivered.",
    )
    can_send = serializers.BooleanField()
    send_blocked_code = serializers.CharField(allow_null=True)
    send_blocked_text = serializers.CharField(allow_null=True)
    send_blocked_remedy = serializers.CharField(allow_null=True)
    assignee = AssigneeSerializer(allow_null=True)
    draft = DraftPreviewSerializer(allow_null=True, help_text="What the asking member has begun to write here.")
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


def rows_of(chats: ChatQuerySet) -> Any:
    """The same chats, as named tuples of just what is shown: no model is built for a row of a list."""
    return chats.values_list(*COLUMNS, named=True)


def read_page(chats: ChatQuerySet, pagination: KeysetPagination) -> list[Any]:
    return list(pagination.page(rows_of(chats)))


def present_chats(
    rows: Sequence[Any], *, workspace: Workspace, reader: Membership | None, now: datetime
) -> list[dict[str, Any]]:
    """As this member sees them; a key, which is nobody, has no drafts."""
    states = undelivered_states(workspace, [row.id for row in rows])
    drafts = drafts_in([row.id for row in rows], reader)
    writers = writers_of([row.last_message_id for row in rows if row.last_author == Message.Author.SELLER])
    closes = closes_of([row.id for row in rows if row.status == Chat.Status.CLOSED])
    last_states = last_states_in([row.id for row in rows if row.due_at is None])
    hours = load_calendars({row.calendar_version_id for row in rows if row.calendar_version_id is not None})
    language = get_language() or "ru"
    has_access = access_of(workspace, now).can_send
    return [
        _present(
            row,
            has_access=has_access,
            reply_state=states.get(row.id),
            draft=drafts.get(row.id),
            writer=writers.get(row.last_message_id),
            closed=closes.get(row.id),
            hours=hours.get(row.calendar_version_id),
            last_state=last_states.get(row.id),
            now=now,
            language=language,
        )
        for row in rows
    ]


def present_chat(workspace: Workspace, chat_id: int, *, reader: Membership | None, now: datetime) -> dict[str, Any]:
    row = rows_of(Chat.objects.for_workspace(workspace).filter(pk=chat_id)).first()
    if row is None:
        raise NotFound
    return present_chats([row], workspace=workspace, reader=reader, now=now)[0]


def _present(
    row: Any,
    *,
    has_access: bool,
    reply_state: str | None,
    draft: DraftPreview | None,
    writer: str | None,
    closed: Closed | None,
    hours: WorkingCalendar | None,
    last_state: str | None,
    now: datetime,
    language: str,
) -> dict[str, Any]:
    block = send_block(
        is_connected=row.chat_account__disconnected_at is None,
        account_state=row.chat_account__state,
        account_state_code=row.chat_account__state_code,
        can_send=row.chat_account__can_send,
        is_buyers=row.kind == Chat.Kind.BUYER,
        window_refused_at=row.window_refused_at,
        has_access=has_access,
    )
    return {
        "id": str(row.id),
        "chat_account": {
            "id": str(row.chat_account_id),
            "title": row.chat_account__title,
            "marketplace": row.chat_account__marketplace,
        },
        "title": chat_title(
            product_title=row.product_title,
            order_number=row.order_number,
            buyer_name=row.buyer_name,
            buyer_external_id=row.buyer_external_id,
        ),
        "buyer_name": row.buyer_name or None,
        "buyer_external_id": row.buyer_external_id or None,
        "order_number": row.order_number or None,
        "sku": row.sku or None,
        "product_title": row.product_title or None,
        "remote_status": row.remote_status,
        "status": row.status,
        "unread_count": row.unread_count,
        "last_message_at": row.last_message_at,
        "last_message_id": None if row.last_message_id is None else str(row.last_message_id),
        "last_author": row.last_author or None,
        "last_author_name": writer,
        "preview": row.preview,
        "clock": present_clock(row, hours=hours, last_state=last_state, now=now),
        "snoozed_until": row.snoozed_until,
        "closed": None if closed is None else {"by": closed.by, "at": closed.at},
        "snooze_outlasts": snooze_outlasts(row),
        "suggests_waive": row.suggests_waive,
        "answered_at": row.answered_at,
        "reply_state": reply_state,
        "can_send": block is None,
        "send_blocked_code": block,
        "send_blocked_text": None if block is None else error_texts.text(block, language),
        "send_blocked_remedy": None if block is None else error_texts.remedy(block, language),
        "assignee": _assignee(row),
        "draft": None if draft is None else {"text": draft.text, "updated_at": draft.updated_at},
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _assignee(row: Any) -> dict[str, str] | None:
    if row.assignee_id is None:
        return None
    return {"id": str(row.assignee_id), "name": row.assignee__user__name or row.assignee__user__email}
