"""Asking for a look now, and what the runs of a cabinet did."""

from typing import Any

from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from chats.api.chat_accounts import GONE, ChatAccountsView
from chats.models import SyncRun
from chats.selectors.chat_accounts import runs_of
from chats.services.account_settings import ask_for_look
from core import error_texts
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated

NEWEST_FIRST = Keyset.by(Column("started_at", descending=True))


class QueuedLookSerializer(serializers.Serializer[Any]):
    queued = serializers.BooleanField()


class SyncRunSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField(choices=SyncRun.Kind.values)
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField()
    result = serializers.ChoiceField(choices=SyncRun.Result.values)
    calls = serializers.IntegerField(help_text="Calls to the marketplace.")
    chats_stored = serializers.IntegerField()
    messages_stored = serializers.IntegerField()
    chats_failed = serializers.IntegerField()
    error_code = serializers.CharField(allow_null=True)
    error_text = serializers.CharField(allow_null=True)


class ChatAccountSyncView(ChatAccountsView):
    scopes = {"POST": "accounts:write"}

    @extend_schema(
        operation_id="chat_accounts_sync",
        summary="Look for news now",
        request=None,
        responses={202: QueuedLookSerializer} | GONE,
    )
    def post(self, request: Request, account_id: int) -> Response:
        """A look that is under way is not doubled."""
        ask_for_look(account=self.find(account_id))
        return Response({"queued": True}, status=202)


class SyncRunListView(ChatAccountsView):
    scopes = {"GET": "accounts:read"}

    @extend_schema(
        operation_id="sync_runs_list",
        summary="Runs that stored something, failed or were slow",
        parameters=PAGE_PARAMETERS,
        responses=page_of(SyncRunSerializer),
    )
    def get(self, request: Request, account_id: int) -> Response:
        """The newest first. Looks that found nothing are only counted."""
        runs = runs_of(self.find(account_id))
        return paginated(request, runs, NEWEST_FIRST, lambda rows: [_present(row) for row in rows])


def _present(run: SyncRun) -> dict[str, Any]:
    return {
        "id": str(run.pk),
        "kind": run.kind,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "result": run.result,
        "calls": run.calls,
        "chats_stored": run.chats_stored,
        "messages_stored": run.messages_stored,
        "chats_failed": run.chats_failed,
        "error_code": run.error_code or None,
        "error_text": error_texts.text(run.error_code, get_language() or "ru") if run.error_code else None,
    }
