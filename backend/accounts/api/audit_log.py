"""Who did what in the workspace, for its owners."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actor import ActorKind
from accounts.api.workspace import WorkspaceView
from accounts.models import AuditEntry
from core.api.fields import IdField, MomentField, TextField, WordField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.requests import RequestSerializer, parse

NEWEST_FIRST = Keyset.by(Column("at", descending=True))


class AuditActorSerializer(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=[kind.value for kind in ActorKind])
    name = serializers.CharField(help_text="As it was then.")
    user_id = serializers.CharField(allow_null=True)
    api_key_id = serializers.CharField(allow_null=True)


class AuditEntrySerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    at = serializers.DateTimeField()
    actor = AuditActorSerializer()
    action = serializers.CharField(help_text="`member.removed`, `api_key.created`, …; the list may grow.")
    object_kind = serializers.CharField(allow_null=True)
    object_id = serializers.CharField(allow_null=True)
    details = serializers.DictField()
    ip = serializers.CharField(allow_null=True)


class AuditFilterSerializer(RequestSerializer):
    action = TextField(required=False, max_length=64, help_text="One action, or all of a kind: `member.`")
    actor_kind = WordField(choices=[kind.value for kind in ActorKind], required=False)
    user = IdField(required=False)
    api_key = IdField(required=False)
    object_kind = TextField(required=False, max_length=40)
    object_id = TextField(required=False, max_length=40)
    since = MomentField(required=False, help_text="This moment and later.")
    until = MomentField(required=False, help_text="Before this moment.")


LOOKUPS = {
    "actor_kind": "actor_kind",
    "user": "user_id",
    "api_key": "api_key_id",
    "object_kind": "object_kind",
    "object_id": "object_id",
    "since": "at__gte",
    "until": "at__lt",
}


class AuditLogView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="audit_log",
        summary="What was done in the workspace, the newest first",
        parameters=[AuditFilterSerializer, *PAGE_PARAMETERS],
        responses=page_of(AuditEntrySerializer),
    )
    def get(self, request: Request) -> Response:
        wanted = parse(AuditFilterSerializer, request.query_params)
        entries = AuditEntry.objects.for_workspace(self.request.workspace)
        entries = entries.filter(**{LOOKUPS[name]: value for name, value in wanted.items() if name in LOOKUPS})
        if action := wanted.get("action"):
            is_kind = action.endswith(".")
            entries = entries.filter(action__startswith=action) if is_kind else entries.filter(action=action)
        return paginated(request, entries, NEWEST_FIRST, lambda rows: [_present(row) for row in rows])


def _present(entry: AuditEntry) -> dict[str, Any]:
    return {
        "id": str(entry.pk),
        "at": entry.at,
        "actor": {
            "kind": entry.actor_kind,
            "name": entry.actor_name,
            "user_id": _id(entry.user_id),
            "api_key_id": _id(entry.api_key_id),
        },
        "action": entry.action,
        "object_kind": entry.object_kind or None,
        "object_id": entry.object_id or None,
        "details": entry.details,
        "ip": entry.ip,
    }


def _id(pk: int | None) -> str | None:
    return None if pk is None else str(pk)
