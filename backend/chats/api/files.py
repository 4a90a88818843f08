"""Files of messages, passed through: a browser must never see the marketplace's key, nor run what a buyer sent."""

from collections.abc import Iterable, Iterator
from typing import Final

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_message
from chats.api.refusal_docs import refusals
from chats.file_kinds import JPEG, PNG, WEBP, recognise
from chats.models import Message
from chats.sync.connect import connector_for
from connectors.errors import ConnectorError, Rejected
from connectors.records import OpenedFile
from core.crypto import UnreadableSecret
from core.errors import Conflict, NotFound, Unavailable

LARGEST: Final = 50 * 1024 * 1024
SHOWN_INLINE: Final = (PNG, JPEG, WEBP)


class FileNotFound(NotFound):
    code = "file_not_found"


class FileUnavailable(Unavailable):
    code = "file_unavailable"
    status = 502


class AccountNotConnected(Conflict):
    code = "account_not_connected"


class WhateverIsAccepted(BaseContentNegotiation):
    """An `<img>` asks for images only; it gets the file, or the error body, all the same."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, str(first.media_type)


class FileView(WorkspaceView):
    scopes = {"GET": "chats:read"}
    content_negotiation_class = WhateverIsAccepted

    @extend_schema(
        operation_id="chat_message_files_retrieve",
        summary="A file of a message",
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY}
        | refusals(
            {
                404: "No such message or file, here or at the marketplace: `file_not_found`",
                409: "The cabinet is disconnected: `account_not_connected`",
                502: "The marketplace does not give it now: `file_unavailable`",
            }
        ),
    )
    def get(self, request: Request, chat_id: int, message_id: int, number: int) -> HttpResponseBase:
        """Pictures are shown in place; everything else is a download."""
        message = find_message(self.request.workspace, chat_id, message_id)
        if number >= len(message.attachments):
            raise FileNotFound
        file = message.attachments[number]
        return stream(open_remote(message, str(file.get("ref") or "")), name=str(file.get("name") or ""))


def open_remote(message: Message, ref: str) -> OpenedFile:
    """Open the stored reference and nothing that a request could name."""
    account = message.chat.chat_account
    if not account.is_live:
        raise AccountNotConnected
    try:
        opened = connector_for(account).open_file(ref=ref)
    except Rejected as refusal:
        raise FileNotFound(marketplace_code=refusal.code) from None
    except ConnectorError as failure:
        raise FileUnavailable(marketplace_code=failure.code) from None
    except UnreadableSecret:
        raise FileUnavailable from None
    if opened.refused is not None or opened.wait_seconds is not None:
        raise FileUnavailable(marketplace_code=opened.refused)
    if opened.size is not None and opened.size > LARGEST:
        raise FileUnavailable
    return opened


def stream(opened: OpenedFile, *, name: str) -> StreamingHttpResponse:
    """What the content proves to be decides how it is shown; what anybody calls it does not."""
    chunks = iter(opened.chunks)
    try:
        first = next(chunks, b"")
    except ConnectorError as failure:
        raise FileUnavailable(marketplace_code=failure.code) from None
    kind = recognise(first[:16])
    inline = kind in SHOWN_INLINE
    response = StreamingHttpResponse(
        bounded(first, chunks), content_type=kind.content_type if kind else "application/octet-stream"
    )
    disposition = content_disposition_header(not inline, name or "file")
    response["Content-Disposition"] = disposition or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response


def bounded(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """The file up to the largest size; a longer or broken one ends early instead of filling the memory of anybody."""
    left = LARGEST - len(first)
    yield first
    try:
        for chunk in rest:
            left -= len(chunk)
            if left < 0:
                return
            yield chunk
    except ConnectorError:
        return
