"""A mail that has not left yet; the moments are those of the database's clock, which all hosts share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Self
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Min, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Standing:
    number: int
    oldest: timedelta


class WaitingMailQuerySet(models.QuerySet["WaitingMail"]):
    def waiting(self) -> Self:
        return self.filter(given_up_at=None)

    def given_up(self) -> Self:
        return self.exclude(given_up_at=None)

    def standing(self) -> Standing:
        found = self.aggregate(number=Count("pk"), oldest=Now() - Min("created_at"))
        return Standing(number=found["number"], oldest=found["oldest"] or timedelta())

    def due(self) -> Self:
        """Its turn has come and nobody is at it."""
        return self.waiting().filter(Q(leased_until=None) | Q(leased_until__lte=Now()), due_at__lte=Now())

    def without_task(self) -> Self:
        return self.filter(task_until__lte=Now())

    def note_task(self, ids: Sequence[int], *, length: timedelta) -> int:
        return self.filter(pk__in=ids).update(task_until=Now() + length)


class WaitingMail(models.Model):
    name = models.UUIDField(_("name"), default=uuid4, editable=False, help_text=_("Begins its Message-ID."))
    template = models.CharField(_("template"), max_length=64)
    recipients = ArrayField(models.EmailField(), verbose_name=_("recipients"))
    sealed = models.TextField(_("contents, sealed"), blank=True)
    created_at = models.DateTimeField(_("created at"), db_default=Now())
    due_at = models.DateTimeField(_("due at"), db_default=Now())
    task_until = models.DateTimeField(_("no other task before"), db_default=Now() + timedelta(seconds=15))
    leased_until = models.DateTimeField(_("being sent until"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    error = models.CharField(_("last failure"), max_length=64, blank=True)
    given_up_at = models.DateTimeField(_("given up at"), null=True, blank=True)

    objects = WaitingMailQuerySet.as_manager()

    class Meta:
        db_table = "waiting_mails"
        verbose_name = _("waiting mail")
        verbose_name_plural = _("waiting mails")
        indexes = [models.Index(fields=["due_at"], condition=Q(given_up_at=None), name="waiting_mails_due")]

    def __str__(self) -> str:
        return f"{self.template} {self.created_at:%Y-%m-%d %H:%M}"
