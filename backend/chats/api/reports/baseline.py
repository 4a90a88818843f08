"""How fast buyers were answered before the cabinets were connected."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.api.reports.figures import FiguresSerializer
from chats.api.reports.filters import AccountFilterSerializer, selection_of
from chats.api.reports.response_times import present_figures
from core.api.requests import parse
from sla.reports.baseline import AccountBaseline, baseline_report


class FrozenSerializer(serializers.Serializer[Any]):
    frozen_at = serializers.DateTimeField(allow_null=True, help_text="Null until the import is through.")
    to = serializers.DateTimeField(allow_null=True, help_text="The first connection of the account.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` is a word of Python."""
        return {"from": serializers.DateTimeField(allow_null=True), **super().get_fields()}


class AccountBaselineSerializer(FrozenSerializer):
    chat_account_id = serializers.CharField()
    title = serializers.CharField()
    figures = FiguresSerializer()


class BaselineSerializer(FrozenSerializer):
    total = FiguresSerializer()
    first = FiguresSerializer()
    next = FiguresSerializer()
    accounts = AccountBaselineSerializer(many=True)


class BaselineView(WorkspaceView):
    scopes = {"GET": "reports:read"}

    @extend_schema(
        operation_id="reports_baseline",
        summary="How fast buyers were answered before",
        parameters=[AccountFilterSerializer],
        responses={200: BaselineSerializer} | refusals({400: "A filter makes no sense"}),
    )
    def get(self, request: Request) -> Response:
        """The 30 days before each account was connected for the first time, frozen at the end of its import. The whole
        samples are pooled; times at the top are the earliest start, the latest end and the latest freezing."""
        checked = parse(AccountFilterSerializer, request.query_params)
        selection = selection_of({**checked, "baseline": True}, self.request.workspace, now=timezone.now())
        report = baseline_report(selection)
        return Response(
            {
                "from": report.starts_at,
                "to": report.ends_at,
                "frozen_at": report.frozen_at,
                **present_figures(report.pooled),
                "accounts": [_present(account) for account in report.accounts],
            }
        )


def _present(found: AccountBaseline) -> dict[str, Any]:
    return {
        "from": found.starts_at,
        "to": found.ends_at,
        "frozen_at": found.frozen_at,
        "chat_account_id": str(found.account.id),
        "title": found.account.title,
        "figures": FiguresSerializer(found.figures).data,
    }
