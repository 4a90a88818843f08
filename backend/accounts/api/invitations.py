"""Invitations of the workspace, for its owners."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.attempts import limit_attempts
from accounts.api.workspace import WorkspaceView
from accounts.models import Invitation, Membership, User
from accounts.services.invitations import invite, revoke_invitation, send_again
from core.api.client import client_ip
from core.api.fields import AddressField, WordField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))


class InvitationSerializer(serializers.Serializer[Invitation]):
    id = serializers.CharField()
    email = serializers.EmailField()
    role = serializers.ChoiceField(choices=Membership.Role.choices)
    language = serializers.ChoiceField(choices=User.Language.choices)
    invited_by = serializers.CharField(source="invited_by_name")
    created_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(help_text="After it the link no longer works; it can be sent again.")


class NewInvitationSerializer(RequestSerializer):
    email = AddressField(max_length=254)
    role = WordField(choices=Membership.Role.choices, default=Membership.Role.AGENT)
    language = WordField(choices=User.Language.choices, required=False, help_text="Of the mail; one's own unless told.")


class InvitationListView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="list_invitations",
        summary="Invitations that are not accepted yet, the newest first",
        parameters=PAGE_PARAMETERS,
        responses=page_of(InvitationSerializer),
    )
    def get(self, request: Request) -> Response:
        invitations = Invitation.objects.for_workspace(self.request.workspace).open()
        return paginated(request, invitations, NEWEST_FIRST, _present)

    @extend_schema(
        operation_id="invite",
        summary="Invite somebody by mail",
        request=NewInvitationSerializer,
        responses={
            201: InvitationSerializer,
            409: OpenApiResponse(
                description="They belong to it (`already_member`), or are invited (`already_invited`)"
            ),
        },
    )
    def post(self, request: Request) -> Response:
        """The link works for seven days and once. The answer does not tell whether the address is known to us."""
        wanted = parse(NewInvitationSerializer, request.data)
        workspace, actor = self.request.workspace, self.request.actor
        limit_attempts(request, "invite", key=f"workspace:{workspace.pk}")
        limit_attempts(request, "invited_address", key=wanted["email"].lower())
        invitation = invite(
            workspace=workspace,
            email=wanted["email"],
            role=wanted["role"],
            language=wanted.get("language") or (actor.user.language if actor.user else User.Language.RUSSIAN),
            author=actor,
            now=timezone.now(),
            ip=client_ip(request),
        )
        return Response(InvitationSerializer(invitation).data, status=201)


class InvitationView(WorkspaceView):
    owner_session_only = True

    @extend_schema(operation_id="revoke_invitation", summary="Take an invitation back", responses={204: None})
    def delete(self, request: Request, invitation_id: int) -> Response:
        invitation = _find(self.request.workspace, invitation_id)
        revoke_invitation(invitation=invitation, author=self.request.actor, ip=client_ip(request))
        return Response(status=204)


class InvitationSendingView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="send_invitation_again",
        summary="Send an invitation again",
        request=None,
        responses=InvitationSerializer,
    )
    def post(self, request: Request, invitation_id: int) -> Response:
        """With a new link, good for seven days again; at most once a minute."""
        invitation = _find(self.request.workspace, invitation_id)
        limit_attempts(request, "invited_address", key=invitation.email)
        invitation = send_again(
            invitation=invitation, author=self.request.actor, now=timezone.now(), ip=client_ip(request)
        )
        return Response(InvitationSerializer(invitation).data)


def _find(workspace: Any, invitation_id: int) -> Invitation:
    found = Invitation.objects.for_workspace(workspace).open().filter(pk=invitation_id).first()
    if found is None:
        raise NotFound
    return found


def _present(rows: list[Invitation]) -> Any:
    return InvitationSerializer(instance=rows, many=True).data  # type: ignore[arg-type]
