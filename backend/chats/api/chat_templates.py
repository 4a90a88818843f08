"""Templates as they read in one chat, with the values that it knows."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.api.templates import SEARCH
from chats.models import ReplyTemplate
from chats.selectors.templates import searched, templates_for, values_of
from chats.services.templates import count_use
from chats.template_texts import VARIABLES, fill
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.errors import NotFound

RECENT_FIRST = Keyset.by(Column("last_used_at", descending=True, nullable=True))


class MissingVariableSerializer(serializers.Serializer[Any]):
    name = serializers.ChoiceField(choices=VARIABLES)
    start = serializers.IntegerField(help_text="Place in the text, in characters (code points).")
    end = serializers.IntegerField()


class FilledTemplateSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    folder = serializers.CharField()
    text = serializers.CharField(help_text="With values and defaults in the place of variables.")
    missing = MissingVariableSerializer(
        many=True, help_text="What is neither known nor has a default; it must be filled in before sending."
    )
    last_used_at = serializers.DateTimeField(allow_null=True)


class ChatTemplateListView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="chat_templates_list",
        summary="Templates for a chat, filled in",
        parameters=[SEARCH, *PAGE_PARAMETERS],
        responses={200: page_of(FilledTemplateSerializer)} | refusals({404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        """The ones used last come first. Looking at them counts as no use."""
        chat = find_chat(self.request.workspace, chat_id)
        words = request.query_params.get("search", "")[:200]
        templates = searched(templates_for(chat, self.request.actor), words)
        values = values_of(chat)
        return paginated(request, templates, RECENT_FIRST, lambda rows: [present_filled(row, values) for row in rows])


class ChatTemplateUseView(WorkspaceView):
    scopes = {"POST": "chats:write"}

    @extend_schema(
        operation_id="chat_templates_use",
        summary="Take a template into the reply",
        request=None,
        responses={200: FilledTemplateSerializer} | refusals({404: "No such chat, or no such template for it"}),
    )
    def post(self, request: Request, chat_id: int, template_id: int) -> Response:
        """Answers with the text and counts the use; nothing is sent."""
        chat = find_chat(self.request.workspace, chat_id)
        template = templates_for(chat, self.request.actor).filter(pk=template_id).first()
        if template is None:
            raise NotFound
        now = timezone.now()
        count_use(template, now=now)
        template.last_used_at = now
        return Response(present_filled(template, values_of(chat)))


def present_filled(template: ReplyTemplate, values: dict[str, str]) -> dict[str, Any]:
    filled = fill(template.text, values)
    return {
        "id": str(template.pk),
        "title": template.title,
        "folder": template.folder,
        "text": filled.text,
        "missing": [{"name": gap.name, "start": gap.start, "end": gap.end} for gap in filled.missing],
        "last_used_at": template.last_used_at,
    }
