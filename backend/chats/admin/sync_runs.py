from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from chats.models import SyncRun
from core.admin.read_only import ReadOnlyAdmin

Result = SyncRun.Result


@admin.register(SyncRun)
class SyncRunAdmin(ReadOnlyAdmin):
    """Runs that stored something, failed or were slow; what idle looks cost stands in the hours."""

    list_display = (
        "started_at",
        "chat_account",
        "kind",
        "result_label",
        "seconds",
        "calls",
        "chats_stored",
        "messages_stored",
        "chats_failed",
        "error_code",
    )
    list_filter = ("kind", "result")
    list_select_related = ("chat_account",)
    search_fields = ("chat_account__title", "chat_account__external_id", "error_code")
    ordering = ("-started_at", "-id")
    fields = readonly_fields = (
        "chat_account",
        "kind",
        "result_label",
        "started_at",
        "ended_at",
        "calls",
        "chats_stored",
        "messages_stored",
        "chats_failed",
        "error_code",
        "error_detail",
    )

    @display(  # type: ignore[untyped-decorator]
        description=_("result"),
        ordering="result",
        label={Result.OK.label: "success", Result.PARTIAL.label: "warning", Result.FAILED.label: "danger"},
    )
    def result_label(self, run: SyncRun) -> str:
        return Result(run.result).label

    @admin.display(description=_("seconds"))
    def seconds(self, run: SyncRun) -> str:
        return f"{(run.ended_at - run.started_at).total_seconds():.1f}"
