"""What a member has begun to write in a chat and not sent."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Draft(models.Model):
    """One per member and chat. An empty one stays, so that its version goes on growing."""

    member = models.ForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="+")
    chat = models.ForeignKey("chats.Chat", on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager[Draft]] = models.Manager()

    class Meta:
        db_table = "chat_drafts"
        constraints = [models.UniqueConstraint(fields=["member", "chat"], name="chat_draft_once_per_member")]
        indexes = [models.Index(fields=["member", "chat"], condition=~Q(text=""), name="chat_drafts_with_text")]

    def __str__(self) -> str:
        return f"draft of member {self.member_id} in chat {self.chat_id}"
