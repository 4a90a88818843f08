"""What was done to a chat's debts: kept, so that they can be derived again from the beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Workspace


class ActionQuerySet(models.QuerySet["Action"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)


class Action(models.Model):
    class Kind(models.TextChoices):
        WAIVE = "waive"
        CLOSE = "close"
        UNDO = "undo"
        REOPEN = "reopen"
        MARKETPLACE_CLOSE = "marketplace_close"
        MARKETPLACE_OPEN = "marketplace_open"

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    chat = models.ForeignKey("chats.Chat", on_delete=models.CASCADE, related_name="clock_actions")
    kind = models.CharField(max_length=24, choices=Kind)
    at = models.DateTimeField(help_text="For the marketplace's own: when we first saw it.")
    covers_at = models.DateTimeField(
        null=True, blank=True, help_text="Time of the newest message known to the person; empty for the marketplace's."
    )
    covers_number = models.DecimalField(
        max_digits=40, decimal_places=0, null=True, blank=True, help_text="Marketplace id of that message."
    )

    author_name = models.CharField(max_length=254, blank=True, help_text="Empty for the marketplace's.")
    reason = models.CharField(max_length=200, blank=True)

    objects = ActionQuerySet.as_manager()

    class Meta:
        db_table = "sla_actions"
        indexes = [models.Index(fields=["chat", "at"], name="sla_actions_of_chat")]

    def __str__(self) -> str:
        return f"{self.kind} of chat {self.chat_id}"
