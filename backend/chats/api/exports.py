"""Taking along everything that the workspace has here."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.models import Export, ExportPart
from chats.services.exports import note_download, request_export
from core.api.client import client_ip
from core.api.downloads import FileNegotiation
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.archives import zip_stream
from core.errors import NotFound

NEWEST_FIRST = Keyset.by(Column("created_at", descending=True))


class ExportSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    state = serializers.ChoiceField(choices=Export.State.values)
    asked_by = serializers.CharField()
    created_at = serializers.DateTimeField()
    rows_done = serializers.IntegerField()
    rows_total = serializers.IntegerField(help_text="0 until it is counted; exact once it is ready.")
    ready_at = serializers.DateTimeField(allow_null=True)
    expires_at = serializers.DateTimeField(allow_null=True, help_text="Until then it can be downloaded.")


class ExportsView(WorkspaceView):
    owner_session_only = True

    def find(self, export_id: int) -> Export:
        found = Export.objects.for_workspace(self.request.workspace).select_related("workspace")
        export = found.filter(pk=export_id).first()
        if export is None:
            raise NotFound
        return export


class ExportListView(ExportsView):
    @extend_schema(
        operation_id="exports_list",
        summary="Exports, the newest first",
        parameters=PAGE_PARAMETERS,
        responses=page_of(ExportSerializer),
    )
    def get(self, request: Request) -> Response:
        exports = Export.objects.for_workspace(self.request.workspace)
        return paginated(request, exports, NEWEST_FIRST, lambda rows: [ExportSerializer(row).data for row in rows])

    @extend_schema(
        operation_id="exports_create",
        summary="Have everything written together",
        request=None,
        responses={202: ExportSerializer} | refusals({409: "One is being made already: `export_under_way`"}),
    )
    def post(self, request: Request) -> Response:
        """One zip: a folder of JSON files per table, and the files that wait to be sent. Secrets are left out; files of
        messages stay at the marketplace, their names are with the messages."""
        export = request_export(
            workspace=self.request.workspace, actor=self.request.actor, now=timezone.now(), ip=client_ip(request)
        )
        return Response(ExportSerializer(export).data, status=202)


class ExportView(ExportsView):
    @extend_schema(operation_id="exports_retrieve", summary="How far an export is", responses=ExportSerializer)
    def get(self, request: Request, export_id: int) -> Response:
        return Response(ExportSerializer(self.find(export_id)).data)


class ExportDownloadView(ExportsView):
    content_negotiation_class = FileNegotiation

    @extend_schema(
        operation_id="exports_download",
        summary="Download an export",
        responses={(200, "application/zip"): OpenApiResponse(OpenApiTypes.BINARY, description="The archive")}
        | refusals({409: "It is not ready yet: `export_not_ready`", 410: "It is no longer kept: `export_expired`"}),
    )
    def get(self, request: Request, export_id: int) -> HttpResponseBase:
        """For seven days. Each download is noted in the audit log."""
        export = self.find(export_id)
        note_download(export=export, actor=self.request.actor, now=timezone.now(), ip=client_ip(request))
        response = StreamingHttpResponse(zip_stream(_files(export)), content_type="application/zip")
        name = f"{export.workspace.slug}-{export.created_at:%Y-%m-%d}.zip"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def _files(export: Export) -> Iterator[tuple[str, bytes]]:
    """Part by part: nothing else is in memory."""
    for pk in list(ExportPart.objects.filter(export=export).order_by("pk").values_list("pk", flat=True)):
        part = ExportPart.objects.filter(pk=pk).first()
        if part is not None:
            yield part.name, bytes(part.content)
