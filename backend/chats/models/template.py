"""Texts that members keep for answers they give often."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.actor import Actor
    from accounts.models import Workspace


class ReplyTemplateQuerySet(models.QuerySet["ReplyTemplate"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        """Those for all accounts are everybody's business."""
        return self.filter(workspace.reached("chat_account", or_none=True), workspace=workspace)

    def seen_by(self, actor: Actor) -> Self:
        """Those of everybody, and the member's own."""
        if actor.membership is None:
            return self.filter(member=None)
        return self.filter(Q(member=None) | Q(member=actor.membership))


class ReplyTemplate(models.Model):
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="The only one who sees it; empty: everybody in the workspace.",
    )
    chat_account = models.ForeignKey(
        "chats.ChatAccount",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Only for chats of this account; empty: for all.",
    )
    folder = models.CharField(max_length=100, blank=True)
    title = models.CharField(max_length=100)
    text = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    use_count = models.PositiveIntegerField(default=0)
    last_used_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=254, blank=True, help_text="Name, as it was at the time of the change.")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField()

    objects: ClassVar[ReplyTemplateQuerySet] = ReplyTemplateQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "reply_templates"
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="reply_template_says_something"),
        ]
        indexes = [
            models.Index(fields=["workspace", "folder", "title", "id"], name="reply_templates_in_folders"),
            models.Index(
                "workspace",
                models.F("last_used_at").desc(nulls_last=True),
                models.F("id").desc(),
                name="reply_templates_by_use",
            ),
        ]

    def __str__(self) -> str:
        return f"template {self.pk} of workspace {self.workspace_id}"
