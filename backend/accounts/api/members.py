"""Who works in the workspace. Agents see names; addresses and changes are for owners."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actor import Actor
from accounts.api.workspace import OwnerOnly, SessionOnly, WorkspaceView
from accounts.models import Membership, Workspace
from accounts.services.members import change_role, remove_member, transfer_ownership, values_of
from core.api.client import client_ip
from core.api.fields import WordField
from core.api.keyset import Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.preconditions import IF_MATCH_IF_KNOWN, etag_of, expected_version, telling_newest
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound
from core.versions import version_of

IN_ORDER = Keyset.by()
LAST_OWNER = OpenApiResponse(description="They are the last owner (`last_owner`)")


class MemberSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    email = serializers.EmailField(allow_null=True, help_text="Null for agents who ask about others.")
    role = serializers.ChoiceField(choices=Membership.Role.choices)
    version = serializers.CharField(help_text="Of the role, for `If-Match`.")
    is_active = serializers.BooleanField(help_text="False: may not sign in.")
    is_me = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    signed_in_at = serializers.DateTimeField(allow_null=True, help_text="The last time; null for agents who ask.")


class AssignableMemberSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()


class MemberChangeSerializer(RequestSerializer):
    role = WordField(choices=Membership.Role.choices)


class MemberListView(WorkspaceView):
    @extend_schema(
        operation_id="list_members",
        summary="Members of the workspace",
        parameters=PAGE_PARAMETERS,
        responses=page_of(MemberSerializer),
    )
    def get(self, request: Request) -> Response:
        members = members_of(self.request.workspace)
        return paginated(request, members, IN_ORDER, presenter(self.request.actor))


class AssigneeListView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="list_assignees",
        summary="Members whom a chat can be given to",
        parameters=PAGE_PARAMETERS,
        responses=page_of(AssignableMemberSerializer),
    )
    def get(self, request: Request) -> Response:
        members = members_of(self.request.workspace).filter(user__is_active=True)
        return paginated(
            request, members, IN_ORDER, lambda rows: [{"id": str(row.pk), "name": row.name} for row in rows]
        )


class MemberView(WorkspaceView):
    owner_methods = ("PATCH",)

    @extend_schema(operation_id="get_member", summary="One member", responses=MemberSerializer)
    def get(self, request: Request, member_id: int) -> Response:
        return self._answer(find_member(self.request.workspace, member_id))

    @extend_schema(
        operation_id="change_member",
        summary="Change the role of a member",
        parameters=[IF_MATCH_IF_KNOWN],
        request=MemberChangeSerializer,
        responses={
            200: MemberSerializer,
            409: LAST_OWNER,
            412: OpenApiResponse(description="It was changed meanwhile: `extra.current` is the newer version"),
        },
    )
    def patch(self, request: Request, member_id: int) -> Response:
        member = find_member(self.request.workspace, member_id)
        role = parse(MemberChangeSerializer, request.data)["role"]
        with telling_newest(lambda: self._present(find_member(self.request.workspace, member_id))):
            changed = change_role(
                membership=member,
                role=role,
                author=self.request.actor,
                expected=expected_version(request),
                ip=client_ip(request),
            )
        return self._answer(changed)

    @extend_schema(
        operation_id="remove_member",
        summary="Remove a member, or leave",
        responses={204: None, 409: LAST_OWNER},
    )
    def delete(self, request: Request, member_id: int) -> Response:
        """Their access ends at once, and their chats are nobody's. What they wrote keeps their name. Agents may remove
        nobody but themselves."""
        actor = self.request.actor
        member = find_member(self.request.workspace, member_id)
        is_own = actor.membership is not None and actor.membership.pk == member.pk
        if not actor.is_owner and not is_own:
            raise OwnerOnly
        remove_member(membership=member, author=actor, ip=client_ip(request))
        return Response(status=204)

    def _answer(self, member: Membership) -> Response:
        shown = self._present(member)
        return Response(shown, headers={"ETag": etag_of(shown["version"])})

    def _present(self, member: Membership) -> dict[str, Any]:
        return presenter(self.request.actor)([member])[0]


class OwnershipView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="transfer_ownership",
        summary="Hand one's ownership over to another member",
        request=None,
        responses={200: MemberSerializer, 409: OpenApiResponse(description="They may not sign in (`member_inactive`)")},
    )
    def post(self, request: Request, member_id: int) -> Response:
        """They become an owner, who asks becomes an agent."""
        actor = self.request.actor
        if actor.membership is None:
            raise SessionOnly
        heir = find_member(self.request.workspace, member_id)
        heir = transfer_ownership(giver=actor.membership, heir=heir, author=actor, ip=client_ip(request))
        return Response(presenter(actor)([heir])[0])


def members_of(workspace: Workspace) -> Any:
    return Membership.objects.for_workspace(workspace).select_related("user", "workspace")


def find_member(workspace: Workspace, member_id: int) -> Membership:
    found: Membership | None = members_of(workspace).filter(pk=member_id).first()
    if found is None:
        raise NotFound
    return found


def presenter(actor: Actor) -> Callable[[list[Membership]], list[dict[str, Any]]]:
    own = None if actor.membership is None else actor.membership.pk

    def present(rows: list[Membership]) -> list[dict[str, Any]]:
        return [_present(row, is_me=row.pk == own, with_contact=actor.is_owner or row.pk == own) for row in rows]

    return present


def _present(member: Membership, *, is_me: bool, with_contact: bool) -> dict[str, Any]:
    user = member.user
    return {
        "id": str(member.pk),
        "name": member.name,
        "email": user.email if with_contact else None,
        "role": member.role,
        "version": version_of(values_of(member)),
        "is_active": user.is_active,
        "is_me": is_me,
        "created_at": member.created_at,
        "signed_in_at": user.last_login if with_contact else None,
    }
