from __future__ import annotations

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PlanQuerySet(models.QuerySet["Plan"]):
    def on_offer(self) -> Self:
        return self.filter(is_public=True)

    def of_trials(self) -> Plan:
        """What everybody begins with; without limits until staff set some."""
        plan, _is_new = self.get_or_create(
            code=Plan.TRIAL, defaults={"name": "Пробный период", "name_en": "Trial", "price": 0}
        )
        return plan


class Plan(models.Model):
    """What a workspace pays for a month, and how much it may have. Without a limit there is none."""

    TRIAL = "trial"

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)
    price = models.PositiveBigIntegerField(_("price a month"))
    chat_account_limit = models.PositiveIntegerField(
        _("chat accounts"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: no limit.")
    )
    member_limit = models.PositiveIntegerField(
        _("members"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Empty: no limit.")
    )
    audience = models.CharField(
        _("whom it suits"), max_length=200, blank=True, default="", db_default="", help_text=_("For the public page.")
    )
    is_public = models.BooleanField(_("on offer"), default=False)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects: ClassVar[PlanQuerySet] = PlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "plans"
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ("position", "id")
        constraints = (
            models.CheckConstraint(condition=Q(is_public=False) | Q(price__gt=0), name="plans_on_offer_cost_something"),
            models.CheckConstraint(
                condition=(Q(chat_account_limit=None) | Q(chat_account_limit__gte=1))
                & (Q(member_limit=None) | Q(member_limit__gte=1)),
                name="plans_limits_leave_something",
            ),
        )

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return self.name if language == "ru" else self.name_en
