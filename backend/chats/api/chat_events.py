"""What people did to a chat as a whole: the lines between its messages."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import AuditEntry
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.selectors.chat_events import KINDS, PREFIX, events_of
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated

NEWEST_FIRST = Keyset.by(Column("at", descending=True))


class ChatEventSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=KINDS)
    by = serializers.CharField(help_text="The person, or the key of a program, by the name of then.")
    at = serializers.DateTimeField()
    until = serializers.DateTimeField(allow_null=True, help_text="Of `snoozed`: when the chat comes back.")
    assignee_name = serializers.CharField(
        allow_null=True, help_text="Of `assigned`: who takes care from then on; null: nobody."
    )


class ChatEventListView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="chat_events_list",
        summary="What people did to a chat, the newest first",
        parameters=PAGE_PARAMETERS,
        responses={200: page_of(ChatEventSerializer)} | refusals({404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        """Assigned, put off, closed, opened again, marked as needing no answer. `chat.updated` tells of each."""
        chat = find_chat(self.request.workspace, chat_id)
        return paginated(request, events_of(chat), NEWEST_FIRST, lambda rows: [present_event(row) for row in rows])


def present_event(entry: AuditEntry) -> dict[str, Any]:
    return {
        "id": str(entry.pk),
        "kind": entry.action.removeprefix(PREFIX),
        "by": entry.actor_name,
        "at": entry.at,
        "until": entry.details.get("until"),
        "assignee_name": entry.details.get("assignee"),
    }
