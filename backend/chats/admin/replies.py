from django.contrib import admin
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline
from unfold.decorators import display

from chats.models import Reply, ReplyAttempt
from core import error_texts
from core.admin.read_only import ReadOnlyAdmin

State = Reply.State


class AttemptInline(TabularInline):  # type: ignore[misc]
    model = ReplyAttempt
    extra = 0
    can_delete = False
    ordering = ("number",)
    fields = readonly_fields = ("number", "started_at", "ended_at", "outcome", "error_code")


@admin.register(Reply)
class ReplyAdmin(ReadOnlyAdmin):
    """The outbox: what is stuck and why. Words are shown on a reply's own page only."""

    list_display = (
        "id",
        "created_at",
        "age",
        "workspace",
        "chat_account",
        "author_name",
        "state_label",
        "attempt_count",
        "error",
    )
    list_filter = ("state", "is_simulated")
    list_select_related = ("workspace", "chat__chat_account")
    search_fields = ("=id", "=chat__external_id", "=error_code", "workspace__slug")
    ordering = ("-created_at", "-id")
    inlines = (AttemptInline,)
    fields = readonly_fields = (
        "workspace",
        "chat",
        "author_name",
        "text",
        "file_name",
        "file_content_type",
        "file_size",
        "state_label",
        "is_simulated",
        "error",
        "error_detail",
        "created_at",
        "queued_at",
        "send_after",
        "not_before",
        "sending_at",
        "accepted_at",
        "delivered_at",
        "failed_at",
        "unclear_at",
        "message",
    )

    @display(  # type: ignore[untyped-decorator]
        description=_("state"),
        ordering="state",
        label={
            State.DELIVERED.label: "success",
            State.ACCEPTED.label: "success",
            State.QUEUED.label: "info",
            State.SENDING.label: "info",
            State.UNCLEAR.label: "warning",
            State.FAILED.label: "danger",
        },
    )
    def state_label(self, reply: Reply) -> str:
        return State(reply.state).label

    @admin.display(description=_("age"), ordering="-created_at")
    def age(self, reply: Reply) -> str:
        return timesince(reply.created_at, timezone.now())

    @admin.display(description=_("chat account"))
    def chat_account(self, reply: Reply) -> str:
        return str(reply.chat.chat_account)

    @admin.display(description=_("error"), ordering="error_code")
    def error(self, reply: Reply) -> str:
        return error_texts.text(reply.error_code, get_language() or "ru") if reply.error_code else "–"
