"""The workspace itself: its name, its zone, how long messages are kept, and its end."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import Workspace
from accounts.models.workspace import SHORTEST_RETENTION
from accounts.services.workspace_settings import (
    change_workspace,
    close_workspace,
    reopen_workspace,
)
from core.api.client import client_ip
from core.api.fields import LineField, NumberField, TextField, TimeZoneField
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import RequestSerializer, parse

LONGEST_RETENTION = 3650


class WorkspaceSerializer(serializers.Serializer[Workspace]):
    id = serializers.CharField()
    name = serializers.CharField()
    slug = serializers.CharField()
    time_zone = serializers.CharField()
    retention_days = serializers.IntegerField(
        allow_null=True, help_text="So long after its last message what was written in a chat is kept; null: for good."
    )
    revision = serializers.IntegerField()
    closes_at = serializers.DateTimeField(allow_null=True, help_text="When everything is erased; null: it stays.")


class WorkspaceChangeSerializer(RequestSerializer):
    name = LineField(max_length=200, required=False)
    time_zone = TimeZoneField(max_length=64, required=False)
    retention_days = NumberField(
        min_value=SHORTEST_RETENTION, max_value=LONGEST_RETENTION, required=False, allow_null=True
    )


class ClosingSerializer(RequestSerializer):
    slug = TextField(max_length=50, help_text="The address of the workspace, typed by the person who closes it.")


class WorkspaceSettingsView(WorkspaceView):
    owner_methods = ("PATCH",)

    @extend_schema(operation_id="get_workspace", summary="The workspace", responses=WorkspaceSerializer)
    def get(self, request: Request) -> Response:
        return answer(self.request.workspace)

    @extend_schema(
        operation_id="change_workspace",
        summary="Change name, zone or retention",
        parameters=[IF_MATCH],
        request=WorkspaceChangeSerializer,
        responses={
            200: WorkspaceSerializer,
            412: OpenApiResponse(description="It was changed meanwhile: `extra.current` is the newer version"),
        },
    )
    def patch(self, request: Request) -> Response:
        """With a retention the messages, replies, notes and drafts of old chats are erased day by day and for good.
        What the clock measured stays, so that reports do not change."""
        expected = expected_revision(request)
        change = parse(WorkspaceChangeSerializer, request.data)
        with telling_newest(self._newest):
            changed = change_workspace(
                workspace=self.request.workspace,
                author=self.request.actor,
                change=change,
                expected=expected,
                ip=client_ip(request),
            )
        return answer(changed)

    def _newest(self) -> Any:
        current: Any = Workspace.objects.get(pk=self.request.workspace.pk)
        return WorkspaceSerializer(current).data


class WorkspaceClosingView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="close_workspace",
        summary="Delete the workspace in 30 days",
        request=ClosingSerializer,
        responses={
            200: WorkspaceSerializer,
            400: OpenApiResponse(description="The address is another: `closing_not_confirmed`"),
        },
    )
    def post(self, request: Request) -> Response:
        """Sync and replies stop at once; reading and exports stay. `closes_at` is when everything is erased."""
        closing = close_workspace(
            workspace=self.request.workspace,
            author=self.request.actor,
            confirmation=parse(ClosingSerializer, request.data)["slug"],
            now=timezone.now(),
            ip=client_ip(request),
        )
        return answer(closing)

    @extend_schema(
        operation_id="reopen_workspace",
        summary="Call the deletion off",
        responses={
            200: WorkspaceSerializer,
            409: OpenApiResponse(description="The grace is over: `workspace_closed`"),
        },
    )
    def delete(self, request: Request) -> Response:
        """Sync goes on where it stood. What failed to be sent meanwhile waits for a person."""
        reopened = reopen_workspace(
            workspace=self.request.workspace, author=self.request.actor, now=timezone.now(), ip=client_ip(request)
        )
        return answer(reopened)


def answer(workspace: Workspace) -> Response:
    return Response(WorkspaceSerializer(workspace).data, headers={"ETag": etag_of(workspace.revision)})
