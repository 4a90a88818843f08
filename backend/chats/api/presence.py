"""Two members on one chat see each other."""

from __future__ import annotations

from collections.abc import Iterable
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
from chats.services.presence import LASTS, SAID_EVERY, PresenceState, Present, read_companies, say_presence
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


class ChatCompanySerializer(serializers.Serializer[Any]):
    chat_id = serializers.CharField()
    others = PresentMemberSerializer(many=True)


class CompaniesSerializer(serializers.Serializer[Any]):
    chats = ChatCompanySerializer(many=True, help_text="Only those that somebody else has open.")
    known = serializers.BooleanField(help_text="False: this cannot be told now, and an empty list says nothing.")


class OfAMemberView(WorkspaceView):
    """A key is nobody who could look."""

    @property
    def member(self) -> Membership:
        member = self.request.actor.membership
        if member is None:
            raise SessionOnly
        return member


class ChatPresenceView(OfAMemberView):
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
        company = say_presence(chat=chat, member=self.member, state=state, now=timezone.now())
        return Response(
            {
                "others": present_others(company.others),
                "known": company.is_known,
                "again_in_seconds": SAID_EVERY.seconds,
            }
        )


class CompanyListView(OfAMemberView):
    @extend_schema(
        operation_id="chats_company",
        summary="Who else has which chat open",
        responses={200: CompaniesSerializer},
    )
    def get(self, request: Request) -> Response:
        """All chats of the workspace at once, for a list that shows it in its rows; cheap enough to ask with every
        question to the change feed."""
        companies = read_companies(workspace=self.request.workspace, member=self.member, now=timezone.now())
        chats = [
            {"chat_id": str(chat_id), "others": present_others(others)} for chat_id, others in companies.by_chat.items()
        ]
        return Response({"chats": chats, "known": companies.is_known})


def present_others(others: Iterable[Present]) -> list[dict[str, Any]]:
    return [
        {"member_id": str(other.member_id), "name": other.name, "state": other.state, "since": other.since}
        for other in others
    ]
