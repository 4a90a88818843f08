"""Lists of the API: `?limit=&cursor=` in, `{"results", "next", "previous"}` with full URLs out."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.api.cursor import Cursor
from core.api.keyset import Keyset
from core.errors import Invalid

Row = TypeVar("Row", bound=Model)

DEFAULT_LIMIT: Final = 50
MAX_LIMIT: Final = 100

PAGE_PARAMETERS: Final = [
    OpenApiParameter("limit", int, description=f"How many, 1 to {MAX_LIMIT}; {DEFAULT_LIMIT} unless told."),
    OpenApiParameter("cursor", str, description="A place in the list, as `next` and `previous` give it."),
]


class InvalidLimit(Invalid):
    code = "invalid_limit"

    def __init__(self, highest: int) -> None:
        super().__init__(attr="limit", params={"highest": highest})


class KeysetPagination:
    """One page of a queryset in the order of a keyset."""

    def __init__(self, request: Request, keyset: Keyset) -> None:
        self.request = request
        self.keyset = keyset
        self.limit = limit_of(request)
        text = request.query_params.get("cursor")
        self.cursor = Cursor.decode(text) if text else None
        self.next: str | None = None
        self.previous: str | None = None

    def page(self, queryset: QuerySet[Row]) -> list[Row]:
        rows = self.keyset.read(queryset, cursor=self.cursor, count=self.limit + 1)
        has_more = len(rows) > self.limit
        rows = rows[: self.limit]
        if self.cursor is not None and self.cursor.backward:
            rows.reverse()
            has_next, has_previous = bool(rows), has_more
        else:
            has_next, has_previous = has_more, bool(rows) and self.cursor is not None
        self.next = self._url(rows[-1], backward=False) if has_next else None
        self.previous = self._url(rows[0], backward=True) if has_previous else None
        return rows

    def response(self, results: Sequence[Any], headers: dict[str, str] | None = None) -> Response:
        return Response({"results": results, "next": self.next, "previous": self.previous}, headers=headers)

    def _url(self, row: Model, *, backward: bool) -> str:
        query = self.request.query_params.copy()
        query["cursor"] = self.keyset.cursor(row, backward=backward).encode()
        return self.request.build_absolute_uri(f"{self.request.path}?{urlencode(list(query.lists()), doseq=True)}")


def paginated(
    request: Request, queryset: QuerySet[Row], keyset: Keyset, present: Callable[[list[Row]], Any]
) -> Response:
    """The whole answer of a plain list."""
    pagination = KeysetPagination(request, keyset)
    rows = pagination.page(queryset)
    return pagination.response(present(rows))


def limit_of(request: Request, *, default: int = DEFAULT_LIMIT, highest: int = MAX_LIMIT) -> int:
    text = request.query_params.get("limit")
    if text is None:
        return default
    if not text.isascii() or not text.isdecimal() or not 1 <= int(text[:9]) <= highest:
        raise InvalidLimit(highest)
    return int(text)


def page_of(item: type[serializers.BaseSerializer[Any]]) -> Any:
    """What the description of the API calls a page of these items."""
    name = item.__name__.removesuffix("Serializer")
    return inline_serializer(
        name=f"{name}Page",
        fields={
            "results": item(many=True),
            "next": serializers.URLField(allow_null=True),
            "previous": serializers.URLField(allow_null=True),
        },
    )
