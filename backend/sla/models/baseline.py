"""How a cabinet answered before it was connected, kept as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sla.models.obligation import Obligation

if TYPE_CHECKING:
    from accounts.models import Workspace


class BaselineQuerySet(models.QuerySet["Baseline"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)


class Baseline(models.Model):
    """The 30 days before one cabinet was connected for the first time."""

    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    chat_account = models.OneToOneField(
        "chats.ChatAccount", verbose_name=_("chat account"), on_delete=models.CASCADE, related_name="baseline"
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), help_text="The first connection: what was opened later counts as ours.")
    frozen_at = models.DateTimeField(
        _("frozen"), help_text="End of the import; what was open then is open in the baseline for ever."
    )
    measured_at = models.DateTimeField(
        _("by the rules of"), help_text="Targets and hours in force by then are taken into account."
    )
    sample_size = models.PositiveIntegerField(_("sample size"), default=0)

    objects = BaselineQuerySet.as_manager()

    class Meta:
        db_table = "sla_baselines"
        verbose_name = _("measurement before the connection")
        verbose_name_plural = _("measurements before the connection")

    def __str__(self) -> str:
        return f"baseline of account {self.chat_account_id}: {self.sample_size}"


class BaselineObligation(models.Model):
    """An obligation as it was when the baseline was frozen, so that whole samples are pooled and not percentiles."""

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="obligations")
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, db_index=False, related_name="+")
    chat_account = models.ForeignKey("chats.ChatAccount", on_delete=models.CASCADE, db_index=False, related_name="+")
    chat = models.ForeignKey("chats.Chat", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=8, choices=Obligation.Kind)
    state = models.CharField(max_length=24, choices=Obligation.State)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField()
    reply_seconds = models.PositiveIntegerField(null=True, blank=True)
    working_seconds = models.PositiveIntegerField(null=True, blank=True)
    answered_by_kind = models.CharField(max_length=8, blank=True, choices=Obligation.AnsweredBy)
    answered_by_member = models.ForeignKey(
        "accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_by_api_key = models.ForeignKey(
        "accounts.ApiKey", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "sla_baseline_obligations"
        indexes = [
            models.Index(fields=["workspace", "counted_at", "id"], name="sla_baseline_counted"),
            models.Index(fields=["chat_account"], name="sla_baseline_of_account"),
        ]

    def __str__(self) -> str:
        return f"obligation {self.pk} of baseline {self.baseline_id}: {self.state}"
