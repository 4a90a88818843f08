"""A recompute of what is open: decided in one row, carried out chat by chat, taken up again where it stopped."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Recompute(models.Model):
    policy = models.ForeignKey(
        "sla.Policy", verbose_name=_("policy of reply times"), on_delete=models.CASCADE, related_name="recomputes"
    )
    at = models.DateTimeField(_("moment"), help_text="The moment whose versions what was open then takes over.")
    author_name = models.CharField(_("author"), max_length=254, blank=True)
    last_chat_id = models.BigIntegerField(default=0, help_text="Chats up to this one are done.")
    changes = models.PositiveIntegerField(_("changes"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        db_table = "sla_recomputes"
        verbose_name = _("recompute")
        verbose_name_plural = _("recomputes")
        indexes = [
            models.Index(fields=["id"], condition=models.Q(finished_at=None), name="sla_recomputes_unfinished"),
        ]

    def __str__(self) -> str:
        return f"recompute {self.pk} of policy {self.policy_id}"
