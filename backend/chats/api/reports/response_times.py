"""How fast buyers are answered now."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.api.reports.figures import NULL_UNLESS_ENOUGH, FiguresSerializer
from chats.api.reports.filters import PeriodFilterSerializer, selection_of
from core.api.fields import WordField
from core.api.requests import parse
from sla.reports.dialogs import MEASURED_DAYS, Dialogs, dialogs
from sla.reports.period import Period
from sla.reports.response_times import Group, ResponseTimes, response_times


class GroupedFilterSerializer(PeriodFilterSerializer):
    group = WordField(choices=[group.value for group in Group], default=Group.NONE.value)


class ReportPeriodSerializer(serializers.Serializer[Any]):
    to = serializers.DateTimeField()
    days = serializers.IntegerField(help_text="Days begun.")

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """`from` is a word of Python."""
        return {"from": serializers.DateTimeField(), **super().get_fields()}


class GroupFiguresSerializer(serializers.Serializer[Any]):
    key = serializers.CharField(
        help_text="What `reports/obligations` is narrowed by: the id of an account, `member`, or `hour_of_week`."
    )
    title = serializers.CharField(help_text="Name of the account or the member; empty where there is none.")
    figures = FiguresSerializer()


class DialogsSerializer(serializers.Serializer[Dialogs]):
    """Our calculation of the marketplace's own measure."""

    days = serializers.IntegerField()
    n = serializers.IntegerField(help_text="Chats in which a buyer wrote, connected yet or not.")
    replied_within_24h = serializers.IntegerField(help_text="Of these, answered at least once within 24 hours.")
    share = serializers.FloatField(allow_null=True, help_text=NULL_UNLESS_ENOUGH)


class ResponseTimesSerializer(serializers.Serializer[Any]):
    period = ReportPeriodSerializer()
    time_zone = serializers.CharField(help_text="Zone of the workspace, by which the hours of the week are told.")
    total = FiguresSerializer()
    first = FiguresSerializer()
    next = FiguresSerializer()
    groups = GroupFiguresSerializer(many=True)
    dialogs = DialogsSerializer(allow_null=True, help_text="Only without a group.")


class ResponseTimesView(WorkspaceView):
    scopes = {"GET": "reports:read"}

    @extend_schema(
        operation_id="reports_response_times",
        summary="How fast buyers are answered",
        parameters=[GroupedFilterSerializer],
        responses={200: ResponseTimesSerializer} | refusals({400: "A filter makes no sense"}),
    )
    def get(self, request: Request) -> Response:
        """An answered obligation counts in the period of its answer, one that ended otherwise in that of its end, an
        open one in that of its opening. What was opened before the account was connected belongs to the baseline."""
        checked = parse(GroupedFilterSerializer, request.query_params)
        workspace = self.request.workspace
        selection = selection_of(checked, workspace, now=timezone.now())
        report = response_times(selection, Group(checked["group"]))
        return Response(
            {
                "period": present_period(selection.period),
                "time_zone": workspace.time_zone,
                **present_figures(report),
                "groups": GroupFiguresSerializer(report.groups, many=True).data,
                "dialogs": _present_dialogs(dialogs(selection)) if checked["group"] == Group.NONE else None,
            }
        )


def present_period(period: Period) -> dict[str, Any]:
    return {"from": period.starts_at, "to": period.ends_at, "days": period.days}


def present_figures(report: ResponseTimes) -> dict[str, Any]:
    return {
        "total": FiguresSerializer(report.total).data,
        "first": FiguresSerializer(report.first).data,
        "next": FiguresSerializer(report.next).data,
    }


def _present_dialogs(found: Dialogs) -> dict[str, Any]:
    return {
        "days": MEASURED_DAYS,
        "n": found.n,
        "replied_within_24h": found.replied_within_24h,
        "share": found.share,
    }
