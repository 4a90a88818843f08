"""Where it went wrong most."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.api.reports.filters import PeriodFilterSerializer, selection_of
from chats.api.reports.obligations import ObligationChatSerializer
from chats.models import Chat
from core.api.requests import parse
from sla.reports.worst_chats import MOST, worst_chats


class WorstChatSerializer(serializers.Serializer[Any]):
    chat = ObligationChatSerializer()
    chat_account_id = serializers.CharField()
    obligations = serializers.IntegerField()
    missed = serializers.IntegerField()
    never_answered = serializers.IntegerField()
    longest_seconds = serializers.IntegerField(help_text="Of one wait; without an answer it lasts until now.")


class WorstChatsSerializer(serializers.Serializer[Any]):
    results = WorstChatSerializer(many=True, help_text=f"At most {MOST}.")


class WorstChatsView(WorkspaceView):
    scopes = {"GET": "reports:read"}

    @extend_schema(
        operation_id="reports_worst_chats",
        summary="The ten chats whose buyers waited longest",
        parameters=[PeriodFilterSerializer],
        responses={200: WorstChatsSerializer} | refusals({400: "A filter makes no sense"}),
    )
    def get(self, request: Request) -> Response:
        """What a person waived is left out."""
        checked = parse(PeriodFilterSerializer, request.query_params)
        found = worst_chats(selection_of(checked, self.request.workspace, now=timezone.now()))
        chats = Chat.objects.for_workspace(self.request.workspace).in_bulk([row.chat_id for row in found])
        return Response(
            {
                "results": [
                    {
                        "chat": {"id": str(row.chat_id), "title": chats[row.chat_id].title},
                        "chat_account_id": str(row.chat_account_id),
                        "obligations": row.obligations,
                        "missed": row.missed,
                        "never_answered": row.never_answered,
                        "longest_seconds": row.longest_seconds,
                    }
                    for row in found
                ]
            }
        )
