from __future__ import annotations

from datetime import date
from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Workspace

SLUG_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?$"
OPEN = ("planned", "running")


class PilotQuerySet(models.QuerySet["Pilot"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def granting_access(self, on: date) -> Self:
        """Those that let their workspace work on this day, the last one among them."""
        return self.open().filter(starts_on__lte=on, ends_on__gte=on)

    def published(self) -> Self:
        return self.exclude(published_at=None)


class Pilot(models.Model):
    """A workspace that tries the product on agreed terms; the days are those of Moscow."""

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        RUNNING = "running", _("running")
        FINISHED = "finished", _("over")
        CANCELLED = "cancelled", _("cancelled")

    workspace = models.ForeignKey(
        Workspace, verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="pilots"
    )
    lead = models.OneToOneField(
        "billing.Lead", verbose_name=_("lead"), on_delete=models.SET_NULL, null=True, blank=True, related_name="pilot"
    )
    owner_email = models.EmailField(_("e-mail of the owner"))
    terms = models.TextField(_("terms"))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED)
    price_after = models.PositiveBigIntegerField(
        _("price afterwards, a month"), null=True, blank=True, help_text=_("Empty: the price of the plan.")
    )
    baseline = models.JSONField(_("frozen baseline"), null=True, editable=False)
    result = models.JSONField(_("result"), null=True, editable=False)
    stopped_at = models.DateTimeField(_("broken off"), null=True, editable=False)
    invited_at = models.DateTimeField(_("owner invited"), null=True, editable=False)
    consented_at = models.DateTimeField(_("agreed to be published"), null=True, editable=False)
    consent_given_by = models.CharField(_("who agreed, and how"), max_length=300, blank=True, editable=False)
    slug = models.CharField(
        _("address of the case study"),
        max_length=80,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(SLUG_PATTERN)],
    )
    case_title = models.CharField(_("title of the case study"), max_length=150, blank=True)
    case_text = models.TextField(_("text of the case study"), blank=True)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[PilotQuerySet] = PilotQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "pilots"
        verbose_name = _("pilot")
        verbose_name_plural = _("pilots")
        ordering = ("-starts_on", "-id")
        permissions = (("price_pilot", _("May name the price of a pilot")),)
        constraints = (
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="pilots_end_after_they_start"),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "running", "finished", "cancelled"]), name="pilots_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(state__in=OPEN), name="pilots_one_open_per_workspace"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(consented_at__isnull=False, slug__isnull=False, result__isnull=False, baseline__isnull=False),
                name="pilots_published_with_consent_and_figures",
            ),
        )

    def __str__(self) -> str:
        return f"{self.workspace} · {self.days}"

    @property
    def days(self) -> str:
        return f"{self.starts_on:%d.%m.%Y}–{self.ends_on:%d.%m.%Y}"
