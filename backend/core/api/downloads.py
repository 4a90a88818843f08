"""Files made for a request."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import StreamingHttpResponse
from django.utils.translation import get_language
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from core.spreadsheets import Cell, csv_lines


class FileNegotiation(BaseContentNegotiation):
    """A file is what its address says, whatever the client accepts; a refusal is JSON."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, first.media_type


def csv_response(rows: Iterable[Sequence[Cell]], *, name: str) -> StreamingHttpResponse:
    """Sent while it is made; only the rows under way are in memory."""
    lines = csv_lines(rows, language=get_language() or "ru")
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
