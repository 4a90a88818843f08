from datetime import datetime

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core.admin.read_only import ReadOnlyAdmin
from sla.models import Obligation

State = Obligation.State


@admin.register(Obligation)
class ObligationAdmin(ReadOnlyAdmin):
    """What was owed to whom until when, by which versions: no words of a chat."""

    list_display = (
        "opened_at",
        "workspace",
        "chat_account",
        "kind",
        "state_label",
        "due_at",
        "answered_at",
        "ended_at",
    )
    list_filter = ("state", "kind")
    list_select_related = ("workspace", "chat_account")
    search_fields = ("=chat__pk", "=opened_by")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "workspace",
        "chat_account",
        "chat",
        "kind",
        "state_label",
        "opened_by",
        "opened_at",
        "buyer_messages",
        "target_minutes",
        "policy_version",
        "calendar_version",
        "warn_at",
        "due_at",
        "window_closes_at",
        "answered_at",
        "answer_is_provisional",
        "answered_by_kind",
        "answered_by_name",
        "ended_at",
        "is_historic",
    )

    @display(  # type: ignore[untyped-decorator]
        description=_("state"),
        ordering="state",
        label={
            State.OPEN.label: "info",
            State.MET.label: "success",
            State.MET_LATE.label: "warning",
            State.LOST.label: "danger",
        },
    )
    def state_label(self, obligation: Obligation) -> str:
        return State(obligation.state).label

    @admin.display(description=_("window closes"))
    def window_closes_at(self, obligation: Obligation) -> datetime | None:
        """Of its chat, as it stands now."""
        return obligation.chat.window_closes_at
