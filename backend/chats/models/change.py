"""The change feed of a workspace: ids only, numbered in commit order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Workspace


class ChangeQuerySet(models.QuerySet["Change"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)


class Change(models.Model):
    class Kind(models.TextChoices):
        CHAT_UPDATED = "chat.updated"
        MESSAGE_CREATED = "message.created"
        MESSAGE_UPDATED = "message.updated"
        REPLY_UPDATED = "reply.updated"
        NOTE_UPDATED = "note.updated"
        ACCOUNT_UPDATED = "account.updated"
        IMPORT_PROGRESS = "import.progress"
        NOTIFICATION_CREATED = "notification.created"

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=32, choices=Kind)
    chat_account_id = models.BigIntegerField(null=True)
    chat_id = models.BigIntegerField(null=True)
    message_id = models.BigIntegerField(null=True)
    reply_id = models.BigIntegerField(null=True)
    notification_id = models.BigIntegerField(null=True)
    membership_id = models.BigIntegerField(null=True, help_text="The only reader; empty: everybody in the workspace.")
    at = models.DateTimeField()

    objects = ChangeQuerySet.as_manager()

    class Meta:
        db_table = "changes"
        constraints = [models.UniqueConstraint(fields=["workspace", "seq"], name="change_numbered_once")]
        indexes = [models.Index(fields=["at"], name="changes_by_age")]

    def __str__(self) -> str:
        return f"change {self.seq} of workspace {self.workspace_id}: {self.kind}"


class ChangeCounter(models.Model):
    """The last number given and the last one dropped; its row lock makes numbers follow commits."""

    workspace = models.OneToOneField("accounts.Workspace", on_delete=models.CASCADE, primary_key=True, related_name="+")
    seq = models.BigIntegerField(default=0)
    dropped_up_to = models.BigIntegerField(default=0)

    class Meta:
        db_table = "change_counters"

    def __str__(self) -> str:
        return f"changes of workspace {self.workspace_id} up to {self.seq}"
