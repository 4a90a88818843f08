"""One thing done to many chats: each succeeds or fails for itself, and the answer tells of each."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, Final

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.asked_deeds import deed_of
from chats.api.assignees import AssigneeField, membership_id_of
from chats.api.refusal_docs import refusals
from chats.models import Chat
from chats.services import chat_actions
from chats.services.assignment import assign
from chats.services.deeds import Deed
from chats.services.reading_marks import mark_read, mark_unread
from chats.services.snoozing import snooze
from core import error_texts
from core.api.fields import IdField, ItemsField, MomentField, WordField
from core.api.requests import RequestSerializer, parse
from core.errors import DomainError, Invalid, NotFound

AT_MOST: Final = 100


class BulkAction(StrEnum):
    ASSIGN = "assign"
    CLOSE = "close"
    SNOOZE = "snooze"
    READ = "read"
    UNREAD = "unread"


class FieldRequired(Invalid):
    code = "required"


class BulkActionSerializer(RequestSerializer):
    action = WordField(choices=[action.value for action in BulkAction])
    chats = ItemsField(
        at_most=AT_MOST, child=IdField(), allow_empty=False, help_text=f"1 to {AT_MOST}; each is done once."
    )
    assignee = AssigneeField(
        required=False, allow_null=True, help_text="For `assign`: a membership or `me`; null or `none` for nobody."
    )
    until = MomentField(required=False, help_text="For `snooze`.")


class BulkRefusalSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()
    remedy = serializers.CharField(allow_null=True)


class BulkResultSerializer(serializers.Serializer[Any]):
    chat_id = serializers.CharField()
    ok = serializers.BooleanField()
    error = BulkRefusalSerializer(allow_null=True)


class BulkResultsSerializer(serializers.Serializer[Any]):
    results = BulkResultSerializer(many=True, help_text="In the order of the request.")


class ChatBulkActionView(WorkspaceView):
    scopes = {"POST": "chats:write"}

    @extend_schema(
        operation_id="chats_bulk",
        summary="Assign, close, snooze, read or unread many chats",
        request=BulkActionSerializer,
        responses={200: BulkResultsSerializer} | refusals({400: "The body makes no sense; nothing was done"}),
    )
    def post(self, request: Request) -> Response:
        """What one chat refuses does not keep it from the others. Doing it again changes nothing."""
        wanted = parse(BulkActionSerializer, request.data)
        deed = deed_of(self.request)
        act = action_of(wanted, deed)
        ids = list(dict.fromkeys(wanted["chats"]))
        chats = Chat.objects.for_workspace(self.request.workspace).select_related("chat_account").in_bulk(ids)
        return Response({"results": [attempt(id_, chats.get(id_), act) for id_ in ids]})


def action_of(wanted: dict[str, Any], deed: Deed) -> Callable[[Chat], object]:
    action = BulkAction(wanted["action"])
    needed = {BulkAction.ASSIGN: "assignee", BulkAction.SNOOZE: "until"}.get(action)
    if needed is not None and needed not in wanted:
        raise FieldRequired(attr=needed)
    if action is BulkAction.ASSIGN:
        membership_id = membership_id_of(wanted["assignee"], deed.actor)
        return lambda chat: assign(chat=chat, membership_id=membership_id, deed=deed)
    if action is BulkAction.SNOOZE:
        return lambda chat: snooze(chat=chat, until=wanted["until"], deed=deed)
    if action is BulkAction.CLOSE:
        return lambda chat: chat_actions.close(chat=chat, deed=deed)
    if action is BulkAction.UNREAD:
        return lambda chat: mark_unread(chat=chat)
    return lambda chat: mark_read(chat=chat, up_to_message_id=None)


def attempt(chat_id: int, chat: Chat | None, act: Callable[[Chat], object]) -> dict[str, Any]:
    """Each chat is a transaction of its own."""
    try:
        if chat is None:
            raise NotFound
        act(chat)
    except DomainError as refusal:
        return {"chat_id": str(chat_id), "ok": False, "error": present_refusal(refusal)}
    return {"chat_id": str(chat_id), "ok": True, "error": None}


def present_refusal(refusal: DomainError) -> dict[str, str | None]:
    language = get_language() or "ru"
    return {
        "code": refusal.code,
        "detail": error_texts.text(refusal.code, language, **refusal.params),
        "remedy": error_texts.remedy(refusal.code, language, **refusal.params),
    }
