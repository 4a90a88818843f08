"""The marketplace's own ratings of a cabinet, day by day, and how the last attempt to read them went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountRating(models.Model):
    class Status(models.TextChoices):
        OK = "ok"
        WARNING = "warning"
        CRITICAL = "critical"
        UNKNOWN = "unknown"

    chat_account = models.ForeignKey(
        "chats.ChatAccount",
        verbose_name=_("chat account"),
        on_delete=models.CASCADE,
        db_index=False,
        related_name="ratings",
    )
    code = models.CharField(_("code"), max_length=64)
    date = models.DateField(
        _("day"), help_text="Day, in UTC, on which the marketplace gave this value for the 30 days before."
    )
    value = models.FloatField(_("value"), help_text="Seconds, or a share from 0 to 1.")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UNKNOWN)
    danger_threshold = models.FloatField(_("threshold of danger"), null=True, blank=True)
    warning_threshold = models.FloatField(_("threshold of a warning"), null=True, blank=True)
    premium_threshold = models.FloatField(_("threshold of a reward"), null=True, blank=True)

    class Meta:
        db_table = "chat_account_ratings"
        verbose_name = _("rating of an account")
        verbose_name_plural = _("ratings of accounts")
        constraints = [
            models.UniqueConstraint(fields=["chat_account", "code", "date"], name="chat_account_rating_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.code} of account {self.chat_account_id} on {self.date}"


class RatingFetch(models.Model):
    chat_account = models.OneToOneField(
        "chats.ChatAccount", verbose_name=_("chat account"), on_delete=models.CASCADE, related_name="rating_fetch"
    )
    next_at = models.DateTimeField(_("next time"), db_index=True)
    fetched_at = models.DateTimeField(
        _("read"), null=True, blank=True, help_text="Last time the marketplace gave its ratings."
    )
    error_code = models.CharField(
        _("code of the error"), max_length=64, blank=True, help_text="Why the last attempt gave none."
    )

    class Meta:
        db_table = "chat_account_rating_fetches"
        verbose_name = _("reading of ratings")
        verbose_name_plural = _("readings of ratings")

    def __str__(self) -> str:
        return f"ratings of account {self.chat_account_id}"
