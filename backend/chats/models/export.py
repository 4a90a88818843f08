"""Everything that a workspace has with us, to be taken along: made in the background, piece by piece."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Workspace


class ExportQuerySet(models.QuerySet["Export"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def under_way(self) -> Self:
        return self.filter(state=Export.State.RUNNING)


class Export(models.Model):
    class State(models.TextChoices):
        RUNNING = "running"
        READY = "ready"
        EXPIRED = "expired"

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    asked_by = models.CharField(max_length=254, help_text="Name, as it was at the time of asking.")
    asker = models.ForeignKey(
        "accounts.Membership",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who is told when it is ready, as long as they are a member.",
    )
    created_at = models.DateTimeField()
    worked_at = models.DateTimeField(help_text="Last time a piece of it was made.")
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    section = models.CharField(max_length=32, blank=True, help_text="What is being written; empty before the first.")
    section_after = models.BigIntegerField(default=0, help_text="Id of the last row of it that is written.")
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_total = models.PositiveBigIntegerField(default=0)

    objects = ExportQuerySet.as_manager()

    class Meta:
        db_table = "workspace_exports"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(state="running"), name="workspace_export_one_under_way"
            ),
        ]
        indexes = [
            models.Index("workspace", models.F("created_at").desc(), models.F("id").desc(), name="exports_newest_first")
        ]

    def __str__(self) -> str:
        return f"export {self.pk} of workspace {self.workspace_id}: {self.state}"


class ExportPart(models.Model):
    """One file of the archive."""

    export = models.ForeignKey(Export, on_delete=models.CASCADE, related_name="parts")
    name = models.CharField(max_length=200)
    content = models.BinaryField()

    class Meta:
        db_table = "workspace_export_parts"
        constraints = [models.UniqueConstraint(fields=["export", "name"], name="workspace_export_part_named_once")]

    def __str__(self) -> str:
        return f"{self.name} of export {self.export_id}"
