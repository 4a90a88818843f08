"""Files to be sent with replies."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.services.refusals import FileTooLarge
from chats.services.uploads import largest_upload, store_upload
from core.api.fields import SentFileField
from core.api.requests import RequestSerializer, parse

ENVELOPE = 64 * 1024


class NewUploadSerializer(RequestSerializer):
    file = SentFileField(allow_empty_file=True, max_length=1000)


class UploadSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    content_type = serializers.CharField(help_text="As the content proves, whatever the name says.")
    size = serializers.IntegerField()


class UploadListView(WorkspaceView):
    scopes = {"POST": "chats:write"}
    parser_classes = (MultiPartParser,)

    @extend_schema(
        operation_id="uploads_create",
        summary="Upload a file for one reply",
        request={"multipart/form-data": NewUploadSerializer},
        responses={201: UploadSerializer}
        | refusals(
            {
                400: "Empty, too large, or not a picture or a PDF: "
                "`file_empty`, `file_too_large`, `file_type_not_allowed`"
            }
        ),
    )
    def post(self, request: Request) -> Response:
        """A picture or a PDF. Unused files are forgotten after a day."""
        refuse_oversize(request)
        file: UploadedFile[Any] = parse(NewUploadSerializer, request.data)["file"]
        upload = store_upload(workspace=self.request.workspace, name=file.name or "", file=file)
        return Response(
            {"id": str(upload.pk), "name": upload.name, "content_type": upload.content_type, "size": upload.size},
            status=201,
        )


def refuse_oversize(request: Request) -> None:
    """Before the body is read: its declared length alone says that no marketplace takes such a file."""
    declared = request.META.get("CONTENT_LENGTH") or "0"
    if declared.isdecimal() and int(declared) > largest_upload() + ENVELOPE:
        raise FileTooLarge(attr="file", params={"limit": largest_upload() // 1024 // 1024})
