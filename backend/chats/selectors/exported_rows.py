"""What an export holds: every table of a workspace, without secrets, in pages of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.db.models import Model, QuerySet

from accounts.models import Workspace


@dataclass(frozen=True)
class Section:
    """A table; ``path`` leads from its row to the workspace, ``hidden`` columns are secrets or bytes."""

    name: str
    model: str
    path: str = "workspace"
    hidden: tuple[str, ...] = ()

    def rows(self, workspace: Workspace) -> QuerySet[Any]:
        found: QuerySet[Any] = self.table._base_manager.filter(**{self.path: workspace.pk})
        return found

    @property
    def table(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def columns(self) -> list[str]:
        return [field.attname for field in self.table._meta.concrete_fields if field.attname not in self.hidden]

    def is_id(self, column: str) -> bool:
        field = next(field for field in self.table._meta.concrete_fields if field.attname == column)
        return field.primary_key or field.is_relation


SECTIONS: Final = (
    Section("workspace", "accounts.Workspace", "pk"),
    Section("members", "accounts.Membership"),
    Section("api-keys", "accounts.ApiKey", hidden=("digest",)),
    Section("audit-log", "accounts.AuditEntry"),
    Section("chat-accounts", "chats.ChatAccount", hidden=("credentials",)),
    Section("ratings", "chats.AccountRating", "chat_account__workspace"),
    Section("chats", "chats.Chat"),
    Section("messages", "chats.Message", "chat__workspace"),
    Section("replies", "chats.Reply", hidden=("body_digest",)),
    Section("reply-attempts", "chats.ReplyAttempt", "reply__workspace"),
    Section("templates", "chats.ReplyTemplate"),
    Section("text-check", "chats.TextRules"),
    Section("saved-views", "chats.SavedView", "member__workspace"),
    Section("notes", "chats.Note"),
    Section("drafts", "chats.Draft", "chat__workspace"),
    Section("uploads", "chats.Upload", hidden=("content",)),
    Section("obligations", "sla.Obligation"),
    Section("actions", "sla.Action"),
    Section("baselines", "sla.Baseline"),
    Section("baseline-obligations", "sla.BaselineObligation"),
    Section("policies", "sla.Policy"),
    Section("policy-versions", "sla.PolicyVersion", "policy__workspace"),
    Section("calendars", "sla.Calendar"),
    Section("calendar-versions", "sla.CalendarVersion", "calendar__workspace"),
    Section("notification-settings", "sla.NotificationSettings", "membership__workspace"),
    Section("telegram-channels", "sla.TelegramChannel", hidden=("token",)),
    Section("subscriptions", "billing.Subscription"),
    Section("invoices", "billing.Invoice"),
)
FILES: Final = "files"
ORDER: Final = (*(section.name for section in SECTIONS), FILES)
BY_NAME: Final = {section.name: section for section in SECTIONS}
# What only keeps the machinery going, is ours, or tells of the rows above once more.
LEFT_OUT: Final = {
    "accounts.Invitation",
    "accounts.Registration",
    "billing.Document",
    "billing.InvoiceCounter",
    "billing.Lead",
    "billing.Payment",
    "billing.Pilot",
    "billing.Plan",
    "billing.Seller",
    "chats.Change",
    "chats.ChangeCounter",
    "chats.Export",
    "chats.ExportPart",
    "chats.Product",
    "chats.RatingFetch",
    "chats.ReplyEcho",
    "chats.SyncHour",
    "chats.SyncRun",
    "chats.SyncState",
    "sla.Delivery",
    "sla.Event",
    "sla.Notification",
    "sla.Recompute",
    "sla.WeeklyReport",
}

Presenter = Callable[[dict[str, Any]], dict[str, Any]]


def presenter_of(section: Section) -> Presenter:
    """Ids are strings, as everywhere in the API."""
    ids = [column for column in section.columns if section.is_id(column)]

    def present(row: dict[str, Any]) -> dict[str, Any]:
        return row | {column: str(row[column]) for column in ids if row[column] is not None}

    return present
