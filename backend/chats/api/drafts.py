"""The draft of the asking member in a chat."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import SessionOnly, WorkspaceView
from accounts.models import Membership
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.models import Chat, Draft
from chats.selectors.drafts import draft_of
from chats.services.drafts import TEXT_MAX, write_draft
from core.api.fields import TextField
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import RequestSerializer, parse

CONFLICT = {404: "No such chat", 412: "Another device wrote meanwhile: `extra.current` is its draft"}


class DraftSerializer(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="Empty: there is none.")
    version = serializers.IntegerField()
    updated_at = serializers.DateTimeField(allow_null=True)


class DraftChangeSerializer(RequestSerializer):
    text = TextField(max_length=TEXT_MAX, allow_blank=True, trim_whitespace=False)


class DraftView(WorkspaceView):
    """A key belongs to the workspace and not to a person: it has no drafts."""

    @extend_schema(
        operation_id="chat_drafts_retrieve",
        summary="One's own draft in a chat",
        responses={200: DraftSerializer} | refusals({404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        chat = find_chat(self.request.workspace, chat_id)
        return answer(draft_of(chat, self._member()))

    @extend_schema(
        operation_id="chat_drafts_write",
        summary="Keep one's draft in a chat",
        parameters=[IF_MATCH],
        request=DraftChangeSerializer,
        responses={200: DraftSerializer} | refusals(CONFLICT),
    )
    def put(self, request: Request, chat_id: int) -> Response:
        """`If-Match: "0"` where there was none yet. A request may be repeated: the same text is no conflict."""
        chat = find_chat(self.request.workspace, chat_id)
        text = parse(DraftChangeSerializer, request.data)["text"]
        return answer(self._write(request, chat, text))

    @extend_schema(
        operation_id="chat_drafts_destroy",
        summary="Drop one's draft in a chat",
        parameters=[IF_MATCH],
        responses={204: None} | refusals(CONFLICT),
    )
    def delete(self, request: Request, chat_id: int) -> Response:
        self._write(request, find_chat(self.request.workspace, chat_id), "")
        return Response(status=204)

    def _write(self, request: Request, chat: Chat, text: str) -> Draft:
        expected = expected_revision(request)
        member = self._member()
        with telling_newest(lambda: present_draft(draft_of(chat, member))):
            return write_draft(chat=chat, member=member, text=text, expected=expected, now=timezone.now())

    def _member(self) -> Membership:
        if self.request.actor.membership is None:
            raise SessionOnly
        return self.request.actor.membership


def answer(draft: Draft) -> Response:
    return Response(present_draft(draft), headers={"ETag": etag_of(draft.version)})


def present_draft(draft: Draft) -> dict[str, Any]:
    return {"text": draft.text, "version": draft.version, "updated_at": draft.updated_at}
