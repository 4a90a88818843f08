"""How fast a workspace answers: policies for different reaches, and the versions each has had.

A policy fits the chats of one account, of one marketplace, or all; the narrowest one wins. A version is never changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sla.deadline import MAX_TARGET_MINUTES, MIN_TARGET_MINUTES

if TYPE_CHECKING:
    from accounts.models import Workspace


class PolicyQuerySet(models.QuerySet["Policy"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        """Those that reach further than one account are everybody's business."""
        return self.filter(workspace.reached("chat_account", or_none=True), workspace=workspace)

    def kept(self) -> Self:
        return self.filter(deleted_at=None)


class Policy(models.Model):
    class Scope(models.TextChoices):
        WORKSPACE = "workspace"
        MARKETPLACE = "marketplace"
        CHAT_ACCOUNT = "chat_account"

    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    scope = models.CharField(_("reach"), max_length=16, choices=Scope)
    marketplace = models.CharField(_("marketplace"), max_length=32, blank=True)
    chat_account = models.ForeignKey(
        "chats.ChatAccount",
        verbose_name=_("chat account"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, help_text="Number of the newest version.")
    created_at = models.DateTimeField(_("created"))
    deleted_at = models.DateTimeField(
        _("deleted"), null=True, blank=True, help_text="From then on a wider policy fits."
    )
    recomputed_at = ArrayField(
        models.DateTimeField(),
        verbose_name=_("recomputed"),
        default=list,
        blank=True,
        help_text="Moments at which what was open took over the version then in force.",
    )

    objects: ClassVar[PolicyQuerySet] = PolicyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "sla_policies"
        verbose_name = _("policy of reply times")
        verbose_name_plural = _("policies of reply times")
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="workspace", marketplace="", chat_account=None)
                | (Q(scope="marketplace", chat_account=None) & ~Q(marketplace=""))
                | Q(scope="chat_account", marketplace="", chat_account__isnull=False),
                name="sla_policy_has_one_reach",
            ),
            models.UniqueConstraint(
                fields=["workspace", "scope", "marketplace", "chat_account"],
                condition=Q(deleted_at=None),
                nulls_distinct=False,
                name="sla_one_policy_per_reach",
            ),
        ]

    def __str__(self) -> str:
        return f"policy {self.pk} for {self.scope} {self.marketplace or self.chat_account_id or ''}".strip()


class PolicyVersion(models.Model):
    """Targets as they were from a moment on; without a calendar they count day and night."""

    policy = models.ForeignKey(
        Policy, verbose_name=_("policy of reply times"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("ordinal number"))
    first_minutes = models.PositiveIntegerField(_("first answer, minutes"))
    next_minutes = models.PositiveIntegerField(_("next answers, minutes"))
    warn_percent = models.PositiveSmallIntegerField(
        _("warning, per cent of the target"), validators=[MinValueValidator(1), MaxValueValidator(99)]
    )
    calendar = models.ForeignKey(
        "sla.Calendar",
        verbose_name=_("working hours"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="policy_versions",
    )
    in_force_from = models.DateTimeField(_("in force from"))
    author_name = models.CharField(_("author"), max_length=254, blank=True)

    class Meta:
        db_table = "sla_policy_versions"
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="sla_policy_version_numbered_once"),
            models.CheckConstraint(
                condition=Q(
                    first_minutes__range=(MIN_TARGET_MINUTES, MAX_TARGET_MINUTES),
                    next_minutes__range=(MIN_TARGET_MINUTES, MAX_TARGET_MINUTES),
                    warn_percent__range=(1, 99),
                ),
                name="sla_policy_version_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of policy {self.policy_id}"

    @property
    def is_built_in(self) -> bool:
        """Only written down, so that it can be looked at and changed: it has no author."""
        return not self.author_name
