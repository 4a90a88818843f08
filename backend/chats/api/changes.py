"""The change feed: what to look at again, in the order of commits."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from accounts.models import Workspace
from chats.api.etags import etagged
from chats.api.refusal_docs import refusals
from chats.models import Change
from chats.selectors.changes import ChangePage, ChangeRow, read_changes, read_head
from core.api.pagination import limit_of
from core.errors import Invalid

LIMIT = 500
MEANINGS = {
    Change.Kind.CHAT_UPDATED: "the chat is to be read anew (`chats/{chat_id}`): state, clock, assignee, preview",
    Change.Kind.MESSAGE_CREATED: "the chat has a new message (`chats/{chat_id}/messages?after=`)",
    Change.Kind.MESSAGE_UPDATED: "a message looks different: a picture was let through, or it is known as our reply",
    Change.Kind.REPLY_UPDATED: "a reply changed its state (`replies/{reply_id}`), or was deleted (404)",
    Change.Kind.NOTE_UPDATED: "a note of the chat was written, changed or deleted (`chats/{chat_id}/notes`)",
    Change.Kind.ACCOUNT_UPDATED: "an account was connected, changed, paused or lost its access (`chat-accounts/{id}`)",
    Change.Kind.IMPORT_PROGRESS: "a page of history was stored: read the list of chats of the account anew",
    Change.Kind.NOTIFICATION_CREATED: "the member was told something (`notifications`); never in the feed of a key",
}
KIND_WORDS = "What is to be looked at. Kinds may be added; pass over those you do not know.\n\n" + "\n".join(
    f"* `{kind.value}`: {meaning}" for kind, meaning in MEANINGS.items()
)


class InvalidPlace(Invalid):
    code = "invalid_cursor"


class ChangeSerializer(serializers.Serializer[Any]):
    seq = serializers.CharField()
    kind = serializers.ChoiceField(choices=Change.Kind.values, help_text=KIND_WORDS)
    chat_account_id = serializers.CharField(allow_null=True)
    chat_id = serializers.CharField(allow_null=True)
    message_id = serializers.CharField(allow_null=True)
    reply_id = serializers.CharField(allow_null=True)
    notification_id = serializers.CharField(allow_null=True, help_text="Only in the feed of the member it is for.")
    at = serializers.DateTimeField()


class ChangePageSerializer(serializers.Serializer[Any]):
    results = ChangeSerializer(many=True)
    next_after = serializers.CharField()
    has_more = serializers.BooleanField()


class ChangeListView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(
        operation_id="changes_list",
        summary="What has changed since",
        parameters=[
            OpenApiParameter(
                "after", str, description="A number of the feed; without it the answer tells where it stands."
            ),
            OpenApiParameter("limit", int, description=f"How many, 1 to {LIMIT}; {LIMIT} unless told."),
        ],
        responses={
            200: ChangePageSerializer,
            304: OpenApiResponse(description="Nothing new since the given ETag"),
        }
        | refusals({410: "Changes after this number are no longer all kept, read everything anew: `cursor_expired`"}),
    )
    def get(self, request: Request) -> Response:
        """Ids only. No committed change is ever skipped, also with many writers at once.

        Numbers are missing where a change was for another member alone, or about an account that the key is not for:
        go on from `next_after`, also when `results` is empty. Changes are kept for three days. On 410 read the lists
        anew: first ask without `after` where the feed stands, then read, then follow from that number.
        """
        after = place_of(request)
        limit = limit_of(request, default=LIMIT, highest=LIMIT)
        head = read_head(self.request.workspace)
        if after is None:
            return Response({"results": [], "next_after": str(head.seq), "has_more": False})
        page = read_changes(self.request.workspace, after=after, head=head, limit=limit)
        reader = self.request.actor.membership
        body = present(page, self.request.workspace, reader_id=reader.pk if reader else None)
        return etagged(request, body, tag=f"{after}-{page.next_after}-{head.seq}")


def place_of(request: Request) -> int | None:
    text = request.query_params.get("after")
    if text is None:
        return None
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise InvalidPlace(attr="after")
    return int(text)


def present(page: ChangePage, workspace: Workspace, *, reader_id: int | None) -> dict[str, Any]:
    """Without what is for another member alone, a key being no member, and without accounts out of reach."""
    visible = [
        change
        for change in page.changes
        if change.membership_id in (None, reader_id) and workspace.reaches(change.chat_account_id)
    ]
    return {
        "results": [present_change(change) for change in visible],
        "next_after": str(page.next_after),
        "has_more": page.has_more,
    }


def present_change(change: ChangeRow) -> dict[str, Any]:
    return {
        "seq": str(change.seq),
        "kind": change.kind,
        "chat_account_id": text_of(change.chat_account_id),
        "chat_id": text_of(change.chat_id),
        "message_id": text_of(change.message_id),
        "reply_id": text_of(change.reply_id),
        "notification_id": text_of(change.notification_id),
        "at": change.at,
    }


def text_of(number: int | None) -> str | None:
    return None if number is None else str(number)
