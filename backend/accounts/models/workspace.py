from typing import ClassVar
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,48}[a-z0-9])?$"


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Unknown time zone: %(name)s"), code="time_zone_unknown", params={"name": name})


class Workspace(models.Model):
    """One customer company; everything that is not a person belongs to exactly one."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.CharField(_("address"), max_length=50, unique=True, validators=[RegexValidator(SLUG_PATTERN)])
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="Europe/Moscow", validators=[validate_time_zone]
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[models.Manager["Workspace"]] = models.Manager()

    class Meta:
        db_table = "workspaces"
        verbose_name = _("workspace")
        verbose_name_plural = _("workspaces")
        ordering = ("name", "id")
        constraints = (
            models.CheckConstraint(condition=models.Q(slug__regex=SLUG_PATTERN), name="workspaces_slug_is_an_address"),
        )

    def __str__(self) -> str:
        return self.name
