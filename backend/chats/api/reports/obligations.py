"""The chats behind every figure."""

from __future__ import annotations

from typing import Any, Final

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.api.reports.filters import ObligationFilterSerializer, selection_of
from chats.titles import chat_title
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, KeysetPagination, page_of
from core.api.requests import parse
from sla.models import Obligation

NEWEST_FIRST: Final = Keyset.by(Column("counted_at", descending=True))
COLUMNS: Final = (
    "id",
    "chat_account_id",
    "chat_id",
    "chat__product_title",
    "chat__order_number",
    "chat__buyer_name",
    "chat__buyer_external_id",
    "kind",
    "state",
    "opened_at",
    "due_at",
    "answered_at",
    "counted_at",
    "reply_seconds",
    "working_seconds",
    "answered_by_kind",
    "answered_by_member_id",
    "answered_by_api_key_id",
    "answered_by_name",
)


class ObligationChatSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()


class AnsweredBySerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=Obligation.AnsweredBy.values)
    id = serializers.CharField(allow_null=True, help_text="Of the membership or the key; null when it is gone.")
    name = serializers.CharField(help_text="At the time of the answer; empty for the cabinet.")


class ObligationSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    chat = ObligationChatSerializer(allow_null=True, help_text="Null where the chat of a baseline was deleted.")
    chat_account_id = serializers.CharField()
    kind = serializers.ChoiceField(choices=Obligation.Kind.values)
    state = serializers.ChoiceField(choices=Obligation.State.values)
    opened_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    counted_at = serializers.DateTimeField(help_text="What puts it into a period: its end, or its opening while open.")
    seconds = serializers.IntegerField(allow_null=True)
    working_seconds = serializers.IntegerField(allow_null=True)
    answered_by = AnsweredBySerializer(allow_null=True)


class ObligationListView(WorkspaceView):
    scopes = {"GET": "reports:read"}

    @extend_schema(
        operation_id="reports_obligations_list",
        summary="The obligations behind the figures",
        parameters=[ObligationFilterSerializer, *PAGE_PARAMETERS],
        responses={200: page_of(ObligationSerializer)} | refusals({400: "A filter or the cursor makes no sense"}),
    )
    def get(self, request: Request) -> Response:
        """With the filters of a figure this is what it counted, one by one; `from` and `to` are those of its report."""
        checked = parse(ObligationFilterSerializer, request.query_params)
        selection = selection_of(checked, self.request.workspace, now=timezone.now())
        pagination = KeysetPagination(request, NEWEST_FIRST)
        rows = pagination.page(selection.obligations().values_list(*COLUMNS, named=True))
        return pagination.response([present_obligation(row) for row in rows])


def present_obligation(row: Any) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "chat": None if row.chat_id is None else {"id": str(row.chat_id), "title": title_of(row)},
        "chat_account_id": str(row.chat_account_id),
        "kind": row.kind,
        "state": row.state,
        "opened_at": row.opened_at,
        "due_at": row.due_at,
        "answered_at": row.answered_at,
        "counted_at": row.counted_at,
        "seconds": row.reply_seconds,
        "working_seconds": row.working_seconds,
        "answered_by": _answered_by(row),
    }


def title_of(row: Any) -> str:
    return chat_title(
        product_title=row.chat__product_title,
        order_number=row.chat__order_number,
        buyer_name=row.chat__buyer_name,
        buyer_external_id=row.chat__buyer_external_id,
    )


def _answered_by(row: Any) -> dict[str, Any] | None:
    if not row.answered_by_kind:
        return None
    id_ = row.answered_by_member_id or row.answered_by_api_key_id
    return {"kind": row.answered_by_kind, "id": None if id_ is None else str(id_), "name": row.answered_by_name}
