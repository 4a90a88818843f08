import copy
from collections.abc import Sequence
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.time_zones import time_zones

SHORTEST_RETENTION = 30
SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$"


def validate_time_zone(name: str) -> None:
    if name not in time_zones():
        raise ValidationError(_("Unknown time zone: %(name)s"), code="time_zone_unknown", params={"name": name})


class Workspace(models.Model):
    """One customer company; everything that is not a person belongs to exactly one."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.CharField(_("address"), max_length=50, unique=True, validators=[RegexValidator(SLUG_PATTERN)])
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Moscow", validators=[validate_time_zone]
    )
    retention_days = models.PositiveIntegerField(
        _("keeps messages for so many days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(SHORTEST_RETENTION)],
        help_text=_("After the last message of a chat; empty: for good."),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    closes_at = models.DateTimeField(_("is erased"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[models.Manager["Workspace"]] = models.Manager()

    # Not stored: the chat accounts that whoever asks may know of; None for all.
    account_limit: tuple[int, ...] | None = None

    class Meta:
        db_table = "workspaces"
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(slug__regex=SLUG_PATTERN), name="workspaces_slug_is_an_address"),
            models.CheckConstraint(
                condition=models.Q(retention_days=None) | models.Q(retention_days__gte=SHORTEST_RETENTION),
                name="workspaces_keep_messages_long_enough",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def limited_to(self, account_ids: Sequence[int]) -> Self:
        """The workspace as a caller sees it who may know of these chat accounts alone."""
        seen = copy.copy(self)
        seen.account_limit = tuple(account_ids)
        return seen

    def reached(self, path: str, *, or_none: bool = False) -> models.Q:
        """The condition that the chat account at this path is one that the caller may know of.

        ``or_none`` also lets pass what belongs to no account, and so to all.
        """
        if self.account_limit is None:
            return models.Q()
        within = models.Q(**{f"{path}__in": self.account_limit})
        return within | models.Q(**{f"{path}__isnull": True}) if or_none else within

    def reaches(self, account_id: int | None) -> bool:
        return self.account_limit is None or account_id in self.account_limit
