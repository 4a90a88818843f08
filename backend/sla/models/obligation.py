"""The unit of the reply clock: "we owe this buyer an answer"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import Workspace


class ObligationQuerySet(models.QuerySet["Obligation"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace.reached("chat_account"), workspace=workspace)

    def open(self) -> Self:
        return self.filter(state=Obligation.State.OPEN)

    def newly_warned(self, now: datetime) -> Self:
        """Due soon, and nobody has noticed yet."""
        return self.open().filter(is_historic=False, warning_found_at=None, warn_at__lte=now, due_at__gte=now)

    def newly_breached(self, now: datetime) -> Self:
        """Overdue, and nobody has noticed yet."""
        return self.open().filter(is_historic=False, breach_found_at=None, due_at__lt=now)


class Obligation(models.Model):
    class State(models.TextChoices):
        OPEN = "open"
        MET = "met"
        MET_LATE = "met_late"
        WAIVED = "waived"
        CLOSED_UNANSWERED = "closed_unanswered"
        LOST = "lost"

    class Kind(models.TextChoices):
        FIRST = "first"
        NEXT = "next"

    class AnsweredBy(models.TextChoices):
        MEMBER = "member"
        API_KEY = "api_key"
        CABINET = "cabinet"

    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    chat_account = models.ForeignKey(
        "chats.ChatAccount", verbose_name=_("chat account"), on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    chat = models.ForeignKey("chats.Chat", verbose_name=_("chat"), on_delete=models.CASCADE, related_name="obligations")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    state = models.CharField(_("state"), max_length=24, choices=State)
    opened_by = models.CharField(
        _("opened by message"), max_length=64, help_text="Marketplace id of the oldest unanswered buyer message."
    )
    opened_at = models.DateTimeField(_("opened"), help_text="Marketplace time of that message.")
    buyer_messages = models.PositiveIntegerField(_("buyer's messages"), default=1)
    target_minutes = models.PositiveIntegerField(_("target, minutes"))
    warn_at = models.DateTimeField(_("warning at"))
    due_at = models.DateTimeField(_("due"))
    policy_version = models.ForeignKey(
        "sla.PolicyVersion",
        verbose_name=_("version of the policy"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="Empty: what is built in, four hours day and night.",
    )
    calendar_version = models.ForeignKey(
        "sla.CalendarVersion",
        verbose_name=_("version of the working hours"),
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="Empty: day and night.",
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answer_is_provisional = models.BooleanField(
        _("answer not yet seen in the history"),
        default=False,
        help_text="The answer was accepted by the marketplace but not yet seen in its history.",
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    counted_at = models.DateTimeField(
        _("counted at"), help_text="When it counts in the reports: at its end, or at its opening while it is open."
    )
    reply_seconds = models.PositiveIntegerField(
        _("reply, seconds"), null=True, blank=True, help_text="From the opening to the answer, day and night."
    )
    working_seconds = models.PositiveIntegerField(
        _("of it working time, seconds"),
        null=True,
        blank=True,
        help_text="The part of this in which the calendar in force at the opening was open.",
    )
    answered_by_kind = models.CharField(_("who answered"), max_length=8, blank=True, default="", choices=AnsweredBy)
    answered_by_member = models.ForeignKey(
        "accounts.Membership",
        verbose_name=_("member"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    answered_by_api_key = models.ForeignKey(
        "accounts.ApiKey",
        verbose_name=_("API key"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )
    answered_by_name = models.CharField(
        _("name of who answered"), max_length=200, blank=True, default="", help_text="At the time of the answer."
    )
    is_historic = models.BooleanField(
        _("from imported history"), default=False, help_text="Opened by a message of imported history: no alerts."
    )
    warning_found_at = models.DateTimeField(
        _("warning found"),
        null=True,
        blank=True,
        help_text="When its warning was recorded, or was overtaken by the breach.",
    )
    breach_found_at = models.DateTimeField(
        _("breach found"), null=True, blank=True, help_text="When its breach was recorded."
    )

    objects = ObligationQuerySet.as_manager()

    class Meta:
        db_table = "sla_obligations"
        verbose_name = _("obligation")
        verbose_name_plural = _("obligations")
        constraints = [
            models.UniqueConstraint(fields=["chat", "opened_by"], name="sla_obligation_once_per_message"),
            models.UniqueConstraint(
                fields=["chat"], condition=models.Q(state="open"), name="sla_one_open_obligation_per_chat"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="open"), name="sla_obligations_open_due"),
            # With all that a report looks at: rows of one month lie far apart in the table.
            models.Index(
                fields=["workspace", "opened_at"],
                include=["chat", "chat_account", "answered_at", "reply_seconds"],
                name="sla_obligations_opened",
            ),
            models.Index(
                fields=["workspace", "counted_at", "id"],
                include=[
                    "chat",
                    "chat_account",
                    "kind",
                    "state",
                    "opened_at",
                    "due_at",
                    "answered_at",
                    "reply_seconds",
                    "working_seconds",
                    "answered_by_kind",
                    "answered_by_member",
                ],
                name="sla_obligations_reported",
            ),
            models.Index(fields=["chat_account", "opened_at"], name="sla_obligations_of_account"),
            models.Index(
                fields=["answered_by_member"],
                condition=models.Q(answered_by_member__isnull=False),
                name="sla_obligations_by_member",
            ),
            models.Index(
                fields=["answered_by_api_key"],
                condition=models.Q(answered_by_api_key__isnull=False),
                name="sla_obligations_by_api_key",
            ),
            models.Index(
                fields=["warn_at"],
                condition=models.Q(state="open", is_historic=False, warning_found_at=None),
                name="sla_obligations_to_warn",
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(state="open", is_historic=False, breach_found_at=None),
                name="sla_obligations_to_breach",
            ),
        ]

    def __str__(self) -> str:
        return f"obligation {self.pk} of chat {self.chat_id}: {self.state}"
