"""Two members on one chat see each other."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import SessionOnly, WorkspaceView
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.services.presence import LASTS, SAID_EVERY, PresenceState, say_presence
from core.api.fields import WordField
from core.api.requests import RequestSerializer, parse


class PresenceSerializer(RequestSerializer):
    state = WordField(choices=[state.value for state in PresenceState])


class PresentMemberSerializer(serializers.Serializer[Any]):
    member_id = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=["viewing", "writing"])
    since = serializers.DateTimeField()


class CompanySerializer(serializers.Serializer[Any]):
    others = PresentMemberSerializer(many=True)
    known = serializers.BooleanField(help_text="False: this cannot be told now, and an empty list says nothing.")
    again_in_seconds = serializers.IntegerField()


class ChatPresenceView(WorkspaceView):
    @extend_schema(
        operation_id="chats_presence",
        summary="Say that one has a chat open, and see who else has",
        request=PresenceSerializer,
        responses={200: CompanySerializer} | refusals({404: "No such chat"}),
        description=f"To be said again every {SAID_EVERY.seconds} seconds; forgotten after {LASTS.seconds}.",
    )
    def post(self, request: Request, chat_id: int) -> Response:
        chat = find_chat(self.request.workspace, chat_id)
        state = PresenceState(parse(PresenceSerializer, request.data)["state"])
        member = self.request.actor.membership
        if member is None:
            raise SessionOnly
        company = say_presence(chat=chat, member=member, state=state, now=timezone.now())
        return Response(
            {
                "others": [
                    {"member_id": str(other.member_id), "name": other.name, "state": other.state, "since": other.since}
                    for other in company.others
                ],
                "known": company.is_known,
                "again_in_seconds": SAID_EVERY.seconds,
            }
        )
