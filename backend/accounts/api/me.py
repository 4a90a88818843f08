"""Who am I, where am I, what may I."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import Access, AccessState, access_of
from accounts.api.openapi import ChoosesWorkspaceSchema
from accounts.api.workspace import SessionOnly, api_key_of, membership_of
from accounts.models import ApiKey, Membership, User, Workspace
from accounts.scopes import Scope
from core.api.fields import LineField, NumberChoiceField, WordField
from core.api.requests import RequestSerializer, parse
from core.api.views import ApiView


class MeUserSerializer(serializers.Serializer[User]):
    id = serializers.CharField()
    email = serializers.EmailField()
    name = serializers.CharField()
    language = serializers.ChoiceField(choices=User.Language.choices)
    undo_seconds = serializers.ChoiceField(
        choices=User.UndoSeconds.values, help_text="How long one's replies wait before they leave; 0: they do not."
    )


class MeApiKeySerializer(serializers.Serializer[ApiKey]):
    id = serializers.CharField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    chat_accounts = serializers.ListField(
        source="chat_account_ids",
        child=serializers.CharField(),
        help_text="Ids of the accounts it may know of; empty: all.",
    )
    networks = serializers.ListField(child=serializers.CharField(), help_text="Empty: from everywhere.")
    expires_at = serializers.DateTimeField(allow_null=True)
    replaced_at = serializers.DateTimeField(allow_null=True, help_text="Until then it works beside a newer key.")


class MeLimitsSerializer(serializers.Serializer[Any]):
    """Requests per minute; null without a limit."""

    read = serializers.IntegerField(allow_null=True)
    write = serializers.IntegerField(allow_null=True)


class MeAccessSerializer(serializers.Serializer[Access]):
    """What the workspace may do by its subscription. After `grace` sending is refused, after `read_only` sync stops."""

    state = serializers.ChoiceField(choices=[state.value for state in AccessState])
    until = serializers.DateTimeField(allow_null=True, help_text="When it ends by itself; null: it does not.")
    can_send = serializers.BooleanField()
    can_sync = serializers.BooleanField()
    chat_account_limit = serializers.IntegerField(allow_null=True)
    member_limit = serializers.IntegerField(allow_null=True)


class MeWorkspaceSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    slug = serializers.CharField()
    time_zone = serializers.CharField()


class WorkspaceChoiceSerializer(serializers.Serializer[Membership]):
    id = serializers.CharField(source="workspace_id")
    slug = serializers.CharField(source="workspace.slug")
    name = serializers.CharField(source="workspace.name")
    role = serializers.ChoiceField(choices=Membership.Role.choices)


class MeSerializer(serializers.Serializer[Any]):
    user = MeUserSerializer(allow_null=True)
    api_key = MeApiKeySerializer(allow_null=True)
    workspace = MeWorkspaceSerializer(allow_null=True)
    role = serializers.ChoiceField(choices=Membership.Role.choices, allow_null=True)
    workspaces = WorkspaceChoiceSerializer(many=True)
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=Scope.choices))
    limits = MeLimitsSerializer()
    access = MeAccessSerializer(allow_null=True)
    support_contact = serializers.CharField(help_text="An address, a telephone or a link for questions; may be empty.")


class MeChangeSerializer(RequestSerializer):
    name = LineField(max_length=150, required=False, allow_blank=True)
    language = WordField(choices=User.Language.choices, required=False)
    undo_seconds = NumberChoiceField(choices=User.UndoSeconds.values, required=False)


class MeView(ApiView):
    schema = ChoosesWorkspaceSchema()

    @extend_schema(operation_id="me", summary="Who is calling, in which workspace", responses=MeSerializer)
    def get(self, request: Request) -> Response:
        return Response(MeSerializer(_identity(request)).data)

    @extend_schema(
        operation_id="change_me",
        summary="Change one's own name, language or time to take replies back",
        request=MeChangeSerializer,
        responses=MeSerializer,
    )
    def patch(self, request: Request) -> Response:
        if api_key_of(request) is not None:
            raise SessionOnly
        user = _person(request)
        changes = parse(MeChangeSerializer, request.data)
        for name, value in changes.items():
            setattr(user, name, value)
        if changes:
            user.save(update_fields=list(changes))
        return Response(MeSerializer(_identity(request)).data)


def _identity(request: Request) -> dict[str, Any]:
    """With a session of several workspaces and no header the workspace stays open."""
    api_key = api_key_of(request)
    if api_key is not None:
        return {
            "user": None,
            "api_key": api_key,
            "workspace": api_key.workspace,
            "role": None,
            "workspaces": [],
            "scopes": api_key.scopes,
            "limits": _limits(),
            **_access(api_key.workspace),
        }
    user = _person(request)
    membership = membership_of(request)
    memberships = Membership.objects.filter(user=user).select_related("workspace").order_by("workspace__name")
    return {
        "user": user,
        "api_key": None,
        "workspace": membership.workspace if membership else None,
        "role": membership.role if membership else None,
        "workspaces": list(memberships),
        "scopes": Scope.values,
        "limits": _limits(),
        **_access(membership.workspace if membership else None),
    }


def _access(workspace: Workspace | None) -> dict[str, Any]:
    access = None if workspace is None else access_of(workspace, timezone.now())
    return {"access": access, "support_contact": settings.SUPPORT_CONTACT}


def _limits() -> dict[str, int | None]:
    return {kind: limit or None for kind, limit in settings.API_RATE_LIMITS.items()}


def _person(request: Request) -> User:
    if not isinstance(request.user, User):
        raise exceptions.NotAuthenticated
    return request.user
