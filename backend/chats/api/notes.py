"""Notes of the team about a chat: an address of their own, which leads to no marketplace."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actor import Actor
from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_chat, find_note
from chats.api.refusal_docs import refusals
from chats.models import Note
from chats.services.notes import TEXT_MAX, change_note, delete_note, is_authors, write_note
from core.api.fields import TextField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))
OWN_ONLY = {403: "Somebody else wrote it", 404: "No such note"}


class NoteSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    chat_id = serializers.CharField()
    text = serializers.CharField()
    author_name = serializers.CharField()
    own = serializers.BooleanField(help_text="Written by who asks, who alone may change or delete it.")
    created_at = serializers.DateTimeField()
    edited_at = serializers.DateTimeField(allow_null=True)


class NewNoteSerializer(RequestSerializer):
    text = TextField(max_length=TEXT_MAX)


class NoteListView(WorkspaceView):
    scopes = {"GET": "chats:read", "POST": "chats:write"}

    @extend_schema(
        operation_id="chat_notes_list",
        summary="Notes about a chat, the newest first",
        parameters=PAGE_PARAMETERS,
        responses={200: page_of(NoteSerializer)} | refusals({404: "No such chat"}),
    )
    def get(self, request: Request, chat_id: int) -> Response:
        notes = find_chat(self.request.workspace, chat_id).notes.all()
        reader = self.request.actor
        return paginated(request, notes, NEWEST_FIRST, lambda rows: [present_note(row, reader) for row in rows])

    @extend_schema(
        operation_id="chat_notes_create",
        summary="Write a note for the team",
        request=NewNoteSerializer,
        responses={201: NoteSerializer} | refusals({400: "The text is empty or too long", 404: "No such chat"}),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """The buyer never sees it. It is no answer: the clock goes on."""
        chat = find_chat(self.request.workspace, chat_id)
        text = parse(NewNoteSerializer, request.data)["text"]
        note = write_note(chat=chat, author=self.request.actor, text=text, now=timezone.now())
        return Response(present_note(note, self.request.actor), status=201)


class NoteView(WorkspaceView):
    scopes = {"GET": "chats:read", "PATCH": "chats:write", "DELETE": "chats:write"}

    @extend_schema(
        operation_id="notes_retrieve",
        summary="One note",
        responses={200: NoteSerializer} | refusals({404: "No such note"}),
    )
    def get(self, request: Request, note_id: int) -> Response:
        return Response(present_note(find_note(self.request.workspace, note_id), self.request.actor))

    @extend_schema(
        operation_id="notes_update",
        summary="Change one's note",
        request=NewNoteSerializer,
        responses={200: NoteSerializer} | refusals(OWN_ONLY),
    )
    def patch(self, request: Request, note_id: int) -> Response:
        note = find_note(self.request.workspace, note_id)
        text = parse(NewNoteSerializer, request.data)["text"]
        changed = change_note(note=note, author=self.request.actor, text=text, now=timezone.now())
        return Response(present_note(changed, self.request.actor))

    @extend_schema(
        operation_id="notes_destroy", summary="Delete one's note", responses={204: None} | refusals(OWN_ONLY)
    )
    def delete(self, request: Request, note_id: int) -> Response:
        delete_note(note=find_note(self.request.workspace, note_id), author=self.request.actor)
        return Response(status=204)


def present_note(note: Note, reader: Actor) -> dict[str, Any]:
    return {
        "id": str(note.pk),
        "chat_id": str(note.chat_id),
        "text": note.text,
        "author_name": note.author_name,
        "own": is_authors(note, reader),
        "created_at": note.created_at,
        "edited_at": note.edited_at,
    }
