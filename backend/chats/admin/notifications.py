from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core import error_texts
from core.admin.read_only import ReadOnlyAdmin
from sla.models import Delivery, Event

State = Delivery.State
Telling = Event.Telling


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """What happened to debts, and whether it was told or why not."""

    list_display = ("created_at", "workspace", "chat", "kind", "about_at", "is_late", "telling_label", "why")
    list_filter = ("kind", "telling", "is_late")
    list_select_related = ("workspace", "chat")
    search_fields = ("=chat__external_id", "workspace__slug")
    ordering = ("-created_at", "-id")
    fields = readonly_fields = (
        "workspace",
        "chat",
        "obligation",
        "kind",
        "about_at",
        "threshold_hours",
        "is_late",
        "telling_label",
        "why",
        "created_at",
        "settled_at",
    )

    @display(  # type: ignore[untyped-decorator]
        description=_("telling"),
        ordering="telling",
        label={
            Telling.TOLD.label: "success",
            Telling.PENDING.label: "info",
            Telling.DROPPED.label: "warning",
            Telling.SILENT.label: "info",
        },
    )
    def telling_label(self, event: Event) -> str:
        return str(Telling(event.telling).label)

    @admin.display(description=_("why it was dropped"), ordering="drop_reason")
    def why(self, event: Event) -> str:
        return _words(event.drop_reason)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """The log of mails and Telegram messages: what is stuck and why."""

    list_display = (
        "created_at",
        "workspace",
        "reader",
        "channel",
        "kind",
        "number_of_events",
        "state_label",
        "attempts",
        "why",
    )
    list_filter = ("channel", "state", "kind")
    search_fields = ("=reason", "workspace__slug", "membership__user__email")
    ordering = ("-created_at", "-id")
    fields = readonly_fields = (
        "workspace",
        "reader",
        "channel",
        "kind",
        "chat",
        "number_of_events",
        "is_late",
        "state_label",
        "why",
        "detail",
        "attempts",
        "created_at",
        "claimed_at",
        "next_attempt_at",
        "finished_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request)
        return found.select_related("workspace", "membership__user")

    @display(  # type: ignore[untyped-decorator]
        description=_("state"),
        ordering="state",
        label={
            State.SENT.label: "success",
            State.QUEUED.label: "info",
            State.SENDING.label: "info",
            State.DROPPED.label: "warning",
            State.FAILED.label: "danger",
        },
    )
    def state_label(self, delivery: Delivery) -> str:
        return str(State(delivery.state).label)

    @admin.display(description=_("reader"))
    def reader(self, delivery: Delivery) -> str:
        return str(_("organisation itself")) if delivery.membership is None else delivery.membership.user.email

    @admin.display(description=_("number of events"))
    def number_of_events(self, delivery: Delivery) -> int:
        return len(delivery.event_ids)

    @admin.display(description=_("reason"), ordering="reason")
    def why(self, delivery: Delivery) -> str:
        return _words(delivery.reason)


def _words(code: str) -> str:
    return error_texts.text(code, get_language() or "ru") if code else "–"
