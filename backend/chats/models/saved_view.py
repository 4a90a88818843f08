"""Views of the inbox that a member keeps: a name for filters and an order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import Membership


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def of_member(self, member: Membership) -> Self:
        return self.filter(member=member)


class SavedView(models.Model):
    member = models.ForeignKey("accounts.Membership", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    place = models.PositiveSmallIntegerField(help_text="From the top, beginning with 0.")
    queue = models.CharField(max_length=16)
    ordering = models.CharField(max_length=16)
    assignee = models.CharField(max_length=8, blank=True)
    search = models.CharField(max_length=200, blank=True)
    chat_accounts = models.JSONField(default=list, help_text="Ids; empty: all of them.")
    revision = models.PositiveIntegerField(default=1)

    objects: ClassVar[SavedViewQuerySet] = SavedViewQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "saved_views"
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="saved_view_has_a_name")]
        indexes = [models.Index(fields=["member", "place", "id"], name="saved_views_in_order")]

    def __str__(self) -> str:
        return f"view {self.pk} of member {self.member_id}"
