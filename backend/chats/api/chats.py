"""The inbox: chats by queue, and their counters."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actor import Actor
from accounts.api.workspace import WorkspaceView
from chats.api.assignees import NONE, AssigneeField, membership_id_of
from chats.api.chat_rows import ChatSerializer, present_chats, read_page
from chats.api.refusal_docs import refusals
from chats.selectors.inbox import ORDERINGS, InboxFilters, Queue, count_inbox, data_fresh_at, inbox
from core.api.fields import FlagField, IdsField, TextField, WordField
from core.api.pagination import PAGE_PARAMETERS, KeysetPagination, page_of
from core.api.requests import RequestSerializer, parse


class FiltersSerializer(RequestSerializer):
    queue = WordField(choices=[queue.value for queue in Queue], default=Queue.ALL.value)
    chat_account = IdsField(help_text="Ids, separated by commas.")
    marketplace = TextField(default="", allow_blank=True, max_length=32)
    unread = FlagField(default=False, help_text="Only chats with unread messages.")
    assignee = AssigneeField(
        default="", allow_blank=True, help_text="`me`, `none`, or the id of a membership: who takes care of the chat."
    )
    search = TextField(
        default="",
        allow_blank=True,
        max_length=200,
        help_text="An order, posting or SKU number that fits exactly, else words of messages or a buyer.",
    )


class ListSerializer(FiltersSerializer):
    ordering = WordField(choices=list(ORDERINGS), default="deadline")


class QueueCountsSerializer(serializers.Serializer[Any]):
    waiting = serializers.IntegerField()
    urgent = serializers.IntegerField()
    late = serializers.IntegerField()
    closing = serializers.IntegerField()
    unread = serializers.IntegerField(help_text="Chats, not messages.")
    failed = serializers.IntegerField()
    answered = serializers.IntegerField()
    snoozed = serializers.IntegerField()
    closed = serializers.IntegerField()
    all = serializers.IntegerField()


class CountsSerializer(serializers.Serializer[Any]):
    queues = QueueCountsSerializer()
    accounts = serializers.DictField(
        child=serializers.IntegerField(), help_text="Waiting chats by account, whichever accounts are chosen."
    )
    mine = serializers.IntegerField(help_text="Waiting chats that the asking member takes care of.")
    unassigned = serializers.IntegerField(help_text="Waiting chats that nobody takes care of.")


def filters_of(checked: dict[str, Any], actor: Actor) -> InboxFilters:
    assignee = checked["assignee"]
    return InboxFilters(
        queue=Queue(checked["queue"]),
        chat_accounts=checked["chat_account"],
        marketplace=checked["marketplace"],
        unread=checked["unread"],
        assignee=membership_id_of(assignee, actor) if assignee else None,
        is_unassigned=assignee == NONE,
        search=checked["search"],
    )


class ChatListView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="chats_list",
        summary="Chats of a queue",
        parameters=[
            ListSerializer,
            *PAGE_PARAMETERS,
            OpenApiParameter(
                "X-Data-Fresh-At",
                datetime,
                OpenApiParameter.HEADER,
                response=[200],
                description="The oldest freshness among the connected accounts.",
            ),
        ],
        responses={200: page_of(ChatSerializer)} | refusals({400: "A filter or the cursor makes no sense"}),
    )
    def get(self, request: Request) -> Response:
        """Empty chats and chats that are not with buyers are left out."""
        now = timezone.now()
        checked = parse(ListSerializer, request.query_params)
        workspace = self.request.workspace
        pagination = KeysetPagination(request, ORDERINGS[checked["ordering"]])
        rows = read_page(inbox(workspace, filters_of(checked, self.request.actor), now=now), pagination)
        fresh_at = data_fresh_at(workspace)
        headers = {"X-Data-Fresh-At": fresh_at.isoformat().replace("+00:00", "Z")} if fresh_at else None
        shown = present_chats(rows, workspace=workspace, reader=self.request.actor.membership, now=now)
        return pagination.response(shown, headers=headers)


class ChatCountsView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="chats_counts",
        summary="How many chats are in each queue",
        parameters=[FiltersSerializer],
        responses=CountsSerializer,
    )
    def get(self, request: Request) -> Response:
        """Counted with the predicates of the list; the filter `queue` is ignored."""
        checked = parse(FiltersSerializer, request.query_params)
        filters = filters_of(checked, self.request.actor)
        reader = self.request.actor.membership
        return Response(asdict(count_inbox(self.request.workspace, filters, now=timezone.now(), reader=reader)))
