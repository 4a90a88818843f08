from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from billing.models.pilot import Pilot


class LeadQuerySet(models.QuerySet["Lead"]):
    def waiting(self) -> Self:
        """Those whom nobody has answered yet."""
        return self.filter(state=Lead.State.NEW)


class Lead(models.Model):
    """Somebody who asked to be called back, in his own words, and agreed that we keep them."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        TAKEN = "taken", _("became a pilot")
        DECLINED = "declined", _("declined")

    contact = models.CharField(_("contact"), max_length=200, help_text=_("E-mail, telephone or messenger, as written."))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.NEW)
    note = models.TextField(_("note"), blank=True, help_text=_("Seen by staff alone."))
    consented_at = models.DateTimeField(_("agreed"), editable=False)
    consent_revision = models.PositiveIntegerField(
        _("revision of what was agreed to"), editable=False, help_text=_("Of the privacy page, as it stood then.")
    )
    created_at = models.DateTimeField(_("came"), editable=False)

    objects: ClassVar[LeadQuerySet] = LeadQuerySet.as_manager()  # type: ignore[assignment]

    if TYPE_CHECKING:
        pilot: Pilot

    class Meta:
        db_table = "leads"
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        ordering = ("-created_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["new", "taken", "declined"]), name="leads_state_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(contact=""), name="leads_have_a_contact"),
        )
        indexes = (
            models.Index(fields=["created_at"], condition=models.Q(state="new"), name="leads_waiting_longest_first"),
        )

    def __str__(self) -> str:
        return self.contact
