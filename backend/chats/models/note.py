"""What the team tells itself about a chat. No path leads from here to a marketplace."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import Workspace


class NoteQuerySet(models.QuerySet["Note"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace.reached("chat__chat_account"), workspace=workspace)


class Note(models.Model):
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    chat = models.ForeignKey("chats.Chat", on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        "accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    api_key = models.ForeignKey("accounts.ApiKey", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    author_name = models.CharField(max_length=254, help_text="As it was at the time of writing.")
    text = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[NoteQuerySet] = NoteQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "chat_notes"
        constraints = [models.CheckConstraint(condition=~models.Q(text=""), name="chat_note_says_something")]
        indexes = [models.Index(fields=["chat", "-created_at", "-id"], name="chat_notes_of_chat")]

    def __str__(self) -> str:
        return f"note {self.pk} in chat {self.chat_id}"
