"""Keys of the workspace, for its owners. The key itself is in the answer that creates it and nowhere else."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import ApiKey
from accounts.scopes import Scope
from accounts.services.api_keys import issue_api_key, revoke_api_key
from core.api.client import client_ip
from core.api.fields import MomentField, TextField, WordField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))


class ApiKeySerializer(serializers.Serializer[ApiKey]):
    id = serializers.CharField()
    name = serializers.CharField()
    prefix = serializers.CharField()
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=Scope.choices))
    created_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)


class IssuedApiKeySerializer(ApiKeySerializer):
    key = serializers.CharField(help_text="Shown this once.")


class NewApiKeySerializer(RequestSerializer):
    name = TextField(max_length=100)
    scopes = serializers.ListField(child=WordField(choices=Scope.choices), allow_empty=False)
    expires_at = MomentField(required=False, allow_null=True)

    def validate_expires_at(self, value: Any) -> Any:
        if value is not None and value <= timezone.now():
            raise serializers.ValidationError("expires_at is in the past", code="expires_in_the_past")
        return value


class ApiKeyListView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="list_api_keys",
        summary="API keys of the workspace, the newest first",
        parameters=PAGE_PARAMETERS,
        responses=page_of(ApiKeySerializer),
    )
    def get(self, request: Request) -> Response:
        keys = ApiKey.objects.for_workspace(self.request.workspace)
        return paginated(request, keys, NEWEST_FIRST, _present)

    @extend_schema(
        operation_id="issue_api_key",
        summary="Issue an API key",
        request=NewApiKeySerializer,
        responses={201: IssuedApiKeySerializer},
    )
    def post(self, request: Request) -> Response:
        wanted = parse(NewApiKeySerializer, request.data)
        api_key, key = issue_api_key(
            workspace=self.request.workspace, author=self.request.actor, ip=client_ip(request), **wanted
        )
        return Response({**ApiKeySerializer(api_key).data, "key": key}, status=201)


class ApiKeyView(WorkspaceView):
    owner_session_only = True

    @extend_schema(operation_id="get_api_key", summary="One API key", responses=ApiKeySerializer)
    def get(self, request: Request, api_key_id: int) -> Response:
        return Response(ApiKeySerializer(self._find(api_key_id)).data)

    @extend_schema(operation_id="revoke_api_key", summary="Revoke an API key for good", responses={204: None})
    def delete(self, request: Request, api_key_id: int) -> Response:
        revoke_api_key(
            api_key=self._find(api_key_id), author=self.request.actor, now=timezone.now(), ip=client_ip(request)
        )
        return Response(status=204)

    def _find(self, api_key_id: int) -> ApiKey:
        found = ApiKey.objects.for_workspace(self.request.workspace).filter(pk=api_key_id).first()
        if found is None:
            raise NotFound
        return found


def _present(rows: list[ApiKey]) -> Any:
    return ApiKeySerializer(instance=rows, many=True).data  # type: ignore[arg-type]
