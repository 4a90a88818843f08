"""Coming in by the link of an invitation, signed in or not. What the link holds is sent in the body, never in a URL."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.attempts import limit_attempts
from accounts.api.authentication import SessionAuthentication
from accounts.models import Membership, User
from accounts.services.admissions import accept_as_new_user, accept_as_user, find_invitation, has_account
from core.api.client import client_ip
from core.api.fields import LineField, TextField
from core.api.requests import RequestSerializer, parse
from core.api.views import ApiView

UNKNOWN = OpenApiResponse(description="There is none, or it was used or taken back (`invitation_unknown`)")


class TokenSerializer(RequestSerializer):
    token = TextField(max_length=100)


class AcceptanceSerializer(TokenSerializer):
    name = LineField(max_length=150, required=False, help_text="For who has no account yet.")
    password = TextField(max_length=200, required=False, trim_whitespace=False, help_text="For who has no account yet.")


class NewcomerSerializer(TokenSerializer):
    name = LineField(max_length=150)
    password = TextField(max_length=200, trim_whitespace=False)


class InvitationTextSerializer(serializers.Serializer[Any]):
    workspace = serializers.CharField(help_text="Its name.")
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Membership.Role.choices)
    invited_by = serializers.CharField()
    expires_at = serializers.DateTimeField()
    has_account = serializers.BooleanField(
        help_text="True: sign in to accept. False: a name and a password are needed."
    )


class AcceptedSerializer(serializers.Serializer[Membership]):
    workspace = serializers.CharField(source="workspace.slug", help_text="For the header `X-Workspace`.")
    name = serializers.CharField(source="workspace.name")
    role = serializers.ChoiceField(choices=Membership.Role.choices)
    email = serializers.EmailField(source="user.email", help_text="To sign in with.")


class AdmissionView(ApiView):
    authentication_classes = [SessionAuthentication]
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        limit_attempts(request, "admission")


class InvitationTextView(AdmissionView):
    @extend_schema(
        operation_id="read_invitation",
        summary="What an invitation says",
        request=TokenSerializer,
        responses={200: InvitationTextSerializer, 404: UNKNOWN},
    )
    def post(self, request: Request) -> Response:
        """For the page behind the link, before anybody signs in."""
        invitation = find_invitation(parse(TokenSerializer, request.data)["token"], now=timezone.now())
        return Response(
            {
                "workspace": invitation.workspace.name,
                "email": invitation.email,
                "role": invitation.role,
                "invited_by": invitation.invited_by_name,
                "expires_at": invitation.expires_at,
                "has_account": has_account(invitation),
            }
        )


class AcceptanceView(AdmissionView):
    @extend_schema(
        operation_id="accept_invitation",
        summary="Accept an invitation",
        request=AcceptanceSerializer,
        responses={
            200: AcceptedSerializer,
            404: UNKNOWN,
            409: OpenApiResponse(
                description="Its time is over (`invitation_expired`), it is for another address"
                " (`invitation_for_another`), or they have an account (`sign_in_first`)"
            ),
        },
    )
    def post(self, request: Request) -> Response:
        """Who is signed in joins as themselves. Anybody else gets an account with this name and password, and then
        signs in with it."""
        now, ip = timezone.now(), client_ip(request)
        if isinstance(request.user, User):
            token = parse(TokenSerializer, request.data)["token"]
            return _answer(accept_as_user(token=token, user=request.user, now=now, ip=ip))
        wanted = parse(NewcomerSerializer, request.data)
        return _answer(accept_as_new_user(**wanted, now=now, ip=ip))


def _answer(membership: Membership) -> Response:
    return Response(AcceptedSerializer(membership).data)
