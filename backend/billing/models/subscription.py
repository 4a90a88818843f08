from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.access import AccessState
from accounts.models import Workspace
from billing.access import Grant, own_grants
from billing.models.plan import Plan

STATES = [
    (AccessState.TRIAL.value, _("trial")),
    (AccessState.PILOT.value, _("pilot")),
    (AccessState.ACTIVE.value, _("paid")),
    (AccessState.GRACE.value, _("grace")),
    (AccessState.READ_ONLY.value, _("read only")),
    (AccessState.STOPPED.value, _("sync stopped")),
]


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def untold(self) -> Self:
        """Whose owners do not know yet of the state that was entered."""
        return self.exclude(told_state=F("state"))


class Subscription(models.Model):
    """What was granted to a workspace, and the state of which its owners were told.

    Whether it may work is always derived from the dates; the stored state only says what was announced.
    """

    workspace = models.OneToOneField(
        Workspace, verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="subscription"
    )
    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="+")
    price = models.PositiveBigIntegerField(
        _("agreed price a month"), null=True, blank=True, help_text=_("Empty: the price of the plan.")
    )
    price_plan = models.ForeignKey(
        Plan,
        verbose_name=_("plan of the agreed price"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    trial_started_at = models.DateTimeField(_("trial began"), null=True, blank=True)
    trial_ends_at = models.DateTimeField(_("trial ends"), null=True, blank=True)
    paid_from = models.DateTimeField(_("paid from"), null=True, blank=True)
    paid_until = models.DateTimeField(_("paid until"), null=True, blank=True)
    anchor_day = models.PositiveSmallIntegerField(
        _("day of the month"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    state = models.CharField(_("state"), max_length=16, choices=STATES, default=AccessState.TRIAL.value)
    state_since = models.DateTimeField(_("in it since"))
    told_state = models.CharField(max_length=16, choices=STATES, editable=False)
    warned_of = models.DateTimeField(_("warned of the end at"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects: ClassVar[SubscriptionQuerySet] = SubscriptionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "subscriptions"
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ("-created_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(trial_started_at=None, trial_ends_at=None) | Q(trial_ends_at__gte=F("trial_started_at")),
                name="subscriptions_trial_has_both_ends",
            ),
            models.CheckConstraint(
                condition=Q(paid_from=None, paid_until=None) | Q(paid_until__gte=F("paid_from")),
                name="subscriptions_paid_time_has_both_ends",
            ),
            models.CheckConstraint(
                condition=Q(price=None, price_plan=None) | Q(price__gt=0, price_plan__isnull=False),
                name="subscriptions_agreed_price_has_a_plan",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in AccessState]), name="subscriptions_state_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.workspace} · {self.plan}"

    def price_of(self, plan: Plan) -> int:
        """Kopecks a month: what was agreed with this workspace for the plan, else what everybody pays."""
        if self.price is None or self.price_plan_id != plan.pk:
            return plan.price
        return self.price

    def grants(self) -> list[Grant]:
        return own_grants(trial=(self.trial_started_at, self.trial_ends_at), paid=(self.paid_from, self.paid_until))
