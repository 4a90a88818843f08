"""The state of a workspace's data: how fresh, what is stuck, which parts are down."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.freshness import age_seconds, is_delayed
from chats.models import ChatAccount, SyncState
from chats.selectors.health import live_accounts_of, parts, replies_by_state

STATES = ("ok", "down")


class AccountHealthSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    marketplace = serializers.CharField()
    state = serializers.ChoiceField(choices=ChatAccount.State.values)
    fresh_at = serializers.DateTimeField(allow_null=True)
    age_seconds = serializers.IntegerField(allow_null=True)
    delayed = serializers.BooleanField()
    last_error_code = serializers.CharField(allow_null=True)
    import_state = serializers.ChoiceField(choices=SyncState.ImportState.values)


class ReplyHealthSerializer(serializers.Serializer[Any]):
    queued = serializers.IntegerField()
    sending = serializers.IntegerField()
    unclear = serializers.IntegerField()
    failed = serializers.IntegerField()


class PartsSerializer(serializers.Serializer[Any]):
    database = serializers.ChoiceField(choices=STATES)
    redis = serializers.ChoiceField(choices=STATES)
    worker = serializers.ChoiceField(choices=STATES)
    beat = serializers.ChoiceField(choices=STATES)


class HealthSerializer(serializers.Serializer[Any]):
    now = serializers.DateTimeField()
    workspace = serializers.CharField(help_text="Its address.")
    accounts = AccountHealthSerializer(many=True)
    replies = ReplyHealthSerializer()
    parts = PartsSerializer()


class HealthView(WorkspaceView):
    scopes = {"GET": "accounts:read"}

    @extend_schema(
        operation_id="health_retrieve",
        summary="Freshness of the accounts, replies under way, parts of the system",
        responses=HealthSerializer,
    )
    def get(self, request: Request) -> Response:
        workspace, now = self.request.workspace, timezone.now()
        found = parts()
        return Response(
            {
                "now": now,
                "workspace": workspace.slug,
                "accounts": [_account(account, now) for account in live_accounts_of(workspace)],
                "replies": replies_by_state(workspace),
                "parts": {
                    "database": "ok",
                    "redis": _word(found.redis),
                    "worker": _word(found.worker),
                    "beat": _word(found.beat),
                },
            }
        )


def _account(account: ChatAccount, now: datetime) -> dict[str, Any]:
    state = account.sync_state
    return {
        "id": str(account.pk),
        "title": account.title,
        "marketplace": account.marketplace,
        "state": account.state,
        "fresh_at": state.fresh_at,
        "age_seconds": age_seconds(state.fresh_at, now),
        "delayed": is_delayed(
            fresh_at=state.fresh_at, connected_at=account.connected_at, is_watched=account.is_watched, now=now
        ),
        "last_error_code": state.last_error_code or None,
        "import_state": state.import_state,
    }


def _word(ok: bool) -> str:
    return "ok" if ok else "down"
