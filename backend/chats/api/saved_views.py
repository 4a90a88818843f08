"""Views of the inbox that a member keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from chats.api.presence import OfAMemberView
from chats.api.refusal_docs import refusals
from chats.models import SavedView
from chats.selectors.inbox import ORDERINGS, Queue
from chats.services.saved_views import AT_MOST, NewView, change_view, drop_view, keep_view
from core.api.fields import IdField, ItemsField, NumberField, TextField, WordField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound

IN_ORDER = Keyset.by(Column("place"))
QUEUES = [queue.value for queue in Queue]
ASSIGNEES = ["me", "none"]


class SavedViewSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    place = serializers.IntegerField(help_text="From the top, beginning with 0.")
    queue = serializers.ChoiceField(choices=QUEUES)
    ordering = serializers.ChoiceField(choices=list(ORDERINGS))
    assignee = serializers.ChoiceField(choices=ASSIGNEES, allow_null=True)
    search = serializers.CharField()
    chat_accounts = serializers.ListField(child=serializers.CharField(), help_text="Ids; empty: all of them.")
    revision = serializers.IntegerField()


class SavedViewChangeSerializer(RequestSerializer):
    name = TextField(max_length=60, required=False)
    place = NumberField(min_value=0, max_value=AT_MOST - 1, required=False, help_text="Where it is to stand.")
    queue = WordField(choices=QUEUES, required=False)
    ordering = WordField(choices=list(ORDERINGS), required=False)
    assignee = WordField(choices=ASSIGNEES, allow_null=True, required=False)
    search = TextField(max_length=200, allow_blank=True, required=False)
    chat_accounts = ItemsField(child=IdField(), at_most=100, required=False)


class NewSavedViewSerializer(RequestSerializer):
    name = TextField(max_length=60)
    queue = WordField(choices=QUEUES)
    ordering = WordField(choices=list(ORDERINGS), default="deadline")
    assignee = WordField(choices=ASSIGNEES, allow_null=True, default=None)
    search = TextField(max_length=200, allow_blank=True, default="")
    chat_accounts = ItemsField(child=IdField(), at_most=100, default=list)


class SavedViewListView(OfAMemberView):
    @extend_schema(
        operation_id="saved_views_list",
        summary="One's own views of the inbox",
        parameters=PAGE_PARAMETERS,
        responses=page_of(SavedViewSerializer),
    )
    def get(self, request: Request) -> Response:
        """In the order in which they were put."""
        return paginated(request, SavedView.objects.of_member(self.member), IN_ORDER, present_views)

    @extend_schema(
        operation_id="saved_views_create",
        summary="Keep a view",
        request=NewSavedViewSerializer,
        responses={201: SavedViewSerializer}
        | refusals(
            {
                400: "A filter makes no sense, or no such account: `chat_account_unknown`",
                409: f"There are {AT_MOST} already: `saved_views_limit`",
            }
        ),
    )
    def post(self, request: Request) -> Response:
        wanted = stored(parse(NewSavedViewSerializer, request.data))
        new = NewView(**{**wanted, "chat_accounts": tuple(wanted["chat_accounts"])})
        return answer(keep_view(member=self.member, new=new), status=201)


class SavedViewView(OfAMemberView):
    @extend_schema(
        operation_id="saved_views_update",
        summary="Change or move a view",
        parameters=[IF_MATCH],
        request=SavedViewChangeSerializer,
        responses={200: SavedViewSerializer}
        | refusals(
            {
                400: "A filter makes no sense, or no such account: `chat_account_unknown`",
                404: "No such view",
                412: "It was changed meanwhile: `extra.current` is the newer version",
            }
        ),
    )
    def patch(self, request: Request, view_id: int) -> Response:
        """A view that moves pushes the others along."""
        self._find(view_id)
        expected = expected_revision(request)
        wanted = parse(SavedViewChangeSerializer, request.data)
        with telling_newest(lambda: present_view(self._find(view_id))):
            changed = change_view(
                member=self.member,
                view_id=view_id,
                change=stored(wanted),
                place=wanted.get("place"),
                expected=expected,
            )
        return answer(changed)

    @extend_schema(
        operation_id="saved_views_destroy",
        summary="Delete a view",
        responses={204: None} | refusals({404: "No such view"}),
    )
    def delete(self, request: Request, view_id: int) -> Response:
        drop_view(member=self.member, view_id=view_id)
        return Response(status=204)

    def _find(self, view_id: int) -> SavedView:
        view = SavedView.objects.of_member(self.member).filter(pk=view_id).first()
        if view is None:
            raise NotFound
        return view


def stored(wanted: dict[str, Any]) -> dict[str, Any]:
    values = {name: value for name, value in wanted.items() if name != "place"}
    return values | {"assignee": values["assignee"] or ""} if "assignee" in values else values


def answer(view: SavedView, *, status: int = 200) -> Response:
    return Response(present_view(view), status=status, headers={"ETag": etag_of(view.revision)})


def present_views(views: Sequence[SavedView]) -> list[dict[str, Any]]:
    return [present_view(view) for view in views]


def present_view(view: SavedView) -> dict[str, Any]:
    return {
        "id": str(view.pk),
        "name": view.name,
        "place": view.place,
        "queue": view.queue,
        "ordering": view.ordering,
        "assignee": view.assignee or None,
        "search": view.search,
        "chat_accounts": [str(id_) for id_ in view.chat_accounts],
        "revision": view.revision,
    }
