"""Policies: how fast an answer is promised, for the workspace, a marketplace or one chat account."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import Workspace
from core.api.client import client_ip
from core.api.fields import IdField, NumberField, TextField, WordField
from core.api.keyset import Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound
from sla.deadline import DEFAULT_WARN_PERCENT
from sla.models import Policy
from sla.selectors.policies import newest_targets, policies_of
from sla.services.policies import (
    Reach,
    Targets,
    change_policy,
    create_policy,
    delete_policy,
    ensure_default_policy,
)

IN_ORDER = Keyset.by()


class CalendarReferenceSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()


class ReachedAccountSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()


class PolicySerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    scope = serializers.ChoiceField(choices=Policy.Scope.values)
    marketplace = serializers.CharField(allow_null=True)
    chat_account = ReachedAccountSerializer(allow_null=True)
    first_minutes = serializers.IntegerField(help_text="Target of the first answer of an episode.")
    next_minutes = serializers.IntegerField()
    warn_percent = serializers.IntegerField(help_text="Share of the target after which it warns.")
    calendar = CalendarReferenceSerializer(allow_null=True, help_text="Null: day and night.")
    revision = serializers.IntegerField()
    in_force_from = serializers.DateTimeField(help_text="Measures what is opened from then on.")
    changed_by = serializers.CharField(allow_null=True, help_text="Null while it is what is built in.")


class TargetsSerializer(RequestSerializer):
    first_minutes = NumberField(help_text="1 to 43200.")
    next_minutes = NumberField(help_text="1 to 43200.")
    warn_percent = NumberField(default=DEFAULT_WARN_PERCENT, help_text="1 to 99.")
    calendar = IdField(default=None, allow_null=True, help_text="Null: day and night.")


class NewPolicySerializer(TargetsSerializer):
    scope = WordField(choices=Policy.Scope.values)
    marketplace = TextField(default="", allow_blank=True, max_length=32)
    chat_account = IdField(default=None, allow_null=True)


class PolicyChangeSerializer(RequestSerializer):
    first_minutes = NumberField(required=False)
    next_minutes = NumberField(required=False)
    warn_percent = NumberField(required=False)
    calendar = IdField(required=False, allow_null=True)


class PolicyListView(WorkspaceView):
    scopes = {"GET": "chats:read", "POST": "policies:write"}
    owner_methods = ("POST",)

    @extend_schema(
        operation_id="sla_policies_list",
        summary="Reply targets",
        parameters=PAGE_PARAMETERS,
        responses=page_of(PolicySerializer),
    )
    def get(self, request: Request) -> Response:
        """That of the chat account goes before that of its marketplace, and this one before the workspace's own, which
        there always is."""
        workspace = self.request.workspace
        ensure_default_policy(workspace, now=timezone.now())
        return paginated(request, policies_of(workspace), IN_ORDER, present_policies)

    @extend_schema(
        operation_id="sla_policies_create",
        summary="Set targets for a marketplace or a chat account",
        request=NewPolicySerializer,
        responses={
            201: PolicySerializer,
            409: OpenApiResponse(description="There is one for them already: `policy_exists`"),
        },
    )
    def post(self, request: Request) -> Response:
        """It measures what is opened from now on; `recompute` has what is open take it over."""
        wanted = parse(NewPolicySerializer, request.data)
        policy = create_policy(
            workspace=self.request.workspace,
            actor=self.request.actor,
            reach=Reach(wanted["scope"], wanted["marketplace"], wanted["chat_account"]),
            targets=Targets(**targets_of(wanted)),
            now=timezone.now(),
            ip=client_ip(request),
        )
        return answer(self.request.workspace, policy.pk, status=201)


class PolicyView(WorkspaceView):
    scopes = {"GET": "chats:read", "PATCH": "policies:write", "DELETE": "policies:write"}
    owner_methods = ("PATCH", "DELETE")

    @extend_schema(operation_id="sla_policies_retrieve", summary="One policy", responses=PolicySerializer)
    def get(self, request: Request, policy_id: int) -> Response:
        return answer(self.request.workspace, policy_id)

    @extend_schema(
        operation_id="sla_policies_update",
        summary="Change targets",
        parameters=[IF_MATCH],
        request=PolicyChangeSerializer,
        responses={
            200: PolicySerializer,
            412: OpenApiResponse(
                description="It was changed meanwhile, `extra.current` is the newer version: `version_conflict`"
            ),
        },
    )
    def patch(self, request: Request, policy_id: int) -> Response:
        """Each change is a version, which measures what is opened from now on; `recompute` takes it to what is open."""
        workspace = self.request.workspace
        policy = find_policy(workspace, policy_id)
        expected = expected_revision(request)
        change = targets_of(parse(PolicyChangeSerializer, request.data))
        with telling_newest(lambda: present_policies([find_policy(workspace, policy_id)])[0]):
            change_policy(
                policy=policy,
                actor=self.request.actor,
                change=change,
                expected=expected,
                now=timezone.now(),
                ip=client_ip(request),
            )
        return answer(workspace, policy_id)

    @extend_schema(
        operation_id="sla_policies_delete",
        summary="Delete a policy",
        responses={204: None, 409: OpenApiResponse(description="That of the workspace stays: `policy_is_default`")},
    )
    def delete(self, request: Request, policy_id: int) -> Response:
        """A wider one fits from now on. That of the workspace stays (`policy_is_default`)."""
        policy = find_policy(self.request.workspace, policy_id)
        delete_policy(policy=policy, actor=self.request.actor, now=timezone.now(), ip=client_ip(request))
        return Response(status=204)


def find_policy(workspace: Workspace, policy_id: int) -> Policy:
    found = policies_of(workspace).filter(pk=policy_id).first()
    if found is None:
        raise NotFound
    return found


def targets_of(checked: dict[str, Any]) -> dict[str, Any]:
    names = {
        "first_minutes": "first_minutes",
        "next_minutes": "next_minutes",
        "warn_percent": "warn_percent",
        "calendar": "calendar_id",
    }
    return {name: checked[word] for word, name in names.items() if word in checked}


def answer(workspace: Workspace, policy_id: int, *, status: int = 200) -> Response:
    policy = find_policy(workspace, policy_id)
    return Response(present_policies([policy])[0], status=status, headers={"ETag": etag_of(policy.revision)})


def present_policies(policies: Sequence[Policy]) -> list[dict[str, Any]]:
    targets = newest_targets(policies)
    return [_present(policy, targets[policy.pk]) for policy in policies]


def _present(policy: Policy, version: Any) -> dict[str, Any]:
    account = policy.chat_account
    calendar = version.calendar
    return {
        "id": str(policy.pk),
        "scope": policy.scope,
        "marketplace": policy.marketplace or None,
        "chat_account": None if account is None else {"id": str(account.pk), "title": account.title},
        "first_minutes": version.first_minutes,
        "next_minutes": version.next_minutes,
        "warn_percent": version.warn_percent,
        "calendar": None if calendar is None else {"id": str(calendar.pk), "title": calendar.title},
        "revision": policy.revision,
        "in_force_from": version.in_force_from,
        "changed_by": version.author_name or None,
    }
