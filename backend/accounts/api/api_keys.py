"""Keys of the workspace, for its owners. The key itself is in the answer that creates it and nowhere else."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.api_key_rows import (
    ApiKeyChangeSerializer,
    ApiKeySerializer,
    IssuedApiKeySerializer,
    NewApiKeySerializer,
    columns_of,
    present_keys,
)
from accounts.api.workspace import WorkspaceView
from accounts.models import ApiKey
from accounts.services.api_key_changes import LONGEST_OVERLAP, change_api_key, rotate_api_key
from accounts.services.api_keys import issue_api_key, revoke_api_key
from core.api.client import client_ip
from core.api.fields import NumberField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))
MOST_HOURS = LONGEST_OVERLAP // timedelta(hours=1)


class RotationSerializer(RequestSerializer):
    overlap_hours = NumberField(
        min_value=0, max_value=MOST_HOURS, default=24, help_text="For so long the old key works too; 0: not at all."
    )


class ApiKeysView(WorkspaceView):
    owner_session_only = True

    def find(self, api_key_id: int) -> ApiKey:
        found = ApiKey.objects.for_workspace(self.request.workspace).filter(pk=api_key_id).first()
        if found is None:
            raise NotFound
        return found


class ApiKeyListView(ApiKeysView):
    @extend_schema(
        operation_id="list_api_keys",
        summary="API keys of the workspace, the newest first",
        parameters=PAGE_PARAMETERS,
        responses=page_of(ApiKeySerializer),
    )
    def get(self, request: Request) -> Response:
        keys = ApiKey.objects.for_workspace(self.request.workspace)
        return paginated(request, keys, NEWEST_FIRST, present_keys)

    @extend_schema(
        operation_id="issue_api_key",
        summary="Issue an API key",
        request=NewApiKeySerializer,
        responses={201: IssuedApiKeySerializer},
    )
    def post(self, request: Request) -> Response:
        """A key that is limited to some accounts gets no right over what all share (`scope_needs_all_accounts`)."""
        wanted = columns_of(parse(NewApiKeySerializer, request.data))
        issued = issue_api_key(
            workspace=self.request.workspace, author=self.request.actor, ip=client_ip(request), **wanted
        )
        return show_once(*issued)


class ApiKeyView(ApiKeysView):
    @extend_schema(operation_id="get_api_key", summary="One API key", responses=ApiKeySerializer)
    def get(self, request: Request, api_key_id: int) -> Response:
        return answer(self.find(api_key_id))

    @extend_schema(
        operation_id="change_api_key",
        summary="Rename or limit an API key",
        parameters=[IF_MATCH],
        request=ApiKeyChangeSerializer,
        responses={
            200: ApiKeySerializer,
            409: OpenApiResponse(description="It has ended: `api_key_ended`"),
            412: OpenApiResponse(description="It was changed meanwhile: `extra.current` is the newer version"),
        },
    )
    def patch(self, request: Request, api_key_id: int) -> Response:
        """What is not named stays. It holds from the key's next request on."""
        api_key = self.find(api_key_id)
        expected = expected_revision(request)
        change = columns_of(parse(ApiKeyChangeSerializer, request.data))
        with telling_newest(lambda: ApiKeySerializer(self.find(api_key_id)).data):
            changed = change_api_key(
                api_key=api_key,
                author=self.request.actor,
                change=change,
                expected=expected,
                now=timezone.now(),
                ip=client_ip(request),
            )
        return answer(changed)

    @extend_schema(operation_id="revoke_api_key", summary="Revoke an API key for good", responses={204: None})
    def delete(self, request: Request, api_key_id: int) -> Response:
        revoke_api_key(
            api_key=self.find(api_key_id), author=self.request.actor, now=timezone.now(), ip=client_ip(request)
        )
        return Response(status=204)


class ApiKeyRotationView(ApiKeysView):
    @extend_schema(
        operation_id="rotate_api_key",
        summary="Issue a key in the place of another",
        request=RotationSerializer,
        responses={201: IssuedApiKeySerializer, 409: OpenApiResponse(description="It has ended: `api_key_ended`")},
    )
    def post(self, request: Request, api_key_id: int) -> Response:
        """The same name, scopes and limits. Both keys work until the overlap is over; revoking ends the old one at
        once."""
        hours = parse(RotationSerializer, request.data)["overlap_hours"]
        issued = rotate_api_key(
            api_key=self.find(api_key_id),
            overlap=timedelta(hours=hours),
            author=self.request.actor,
            now=timezone.now(),
            ip=client_ip(request),
        )
        return show_once(*issued)


def show_once(api_key: ApiKey, key: str) -> Response:
    shown: dict[str, Any] = {**ApiKeySerializer(api_key).data, "key": key}
    return Response(shown, status=201, headers={"ETag": etag_of(api_key.revision)})


def answer(api_key: ApiKey) -> Response:
    return Response(ApiKeySerializer(api_key).data, headers={"ETag": etag_of(api_key.revision)})
