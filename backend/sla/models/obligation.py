"""The unit of the reply clock: "we owe this buyer an answer"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models

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

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    chat_account = models.ForeignKey("chats.ChatAccount", on_delete=models.CASCADE, db_index=False, related_name="+")
    chat = models.ForeignKey("chats.Chat", on_delete=models.CASCADE, related_name="obligations")
    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=24, choices=State)
    opened_by = models.CharField(max_length=64, help_text="Marketplace id of the oldest unanswered buyer message.")
    opened_at = models.DateTimeField(help_text="Marketplace time of that message.")
    buyer_messages = models.PositiveIntegerField(default=1)
    target_minutes = models.PositiveIntegerField()
    warn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    policy_version = models.ForeignKey(
        "sla.PolicyVersion",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="Empty: what is built in, four hours day and night.",
    )
    calendar_version = models.ForeignKey(
        "sla.CalendarVersion",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="Empty: day and night.",
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_is_provisional = models.BooleanField(
        default=False, help_text="The answer was accepted by the marketplace but not yet seen in its history."
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(
        help_text="When it counts in the reports: at its end, or at its opening while it is open."
    )
    reply_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="From the opening to the answer, day and night."
    )
    working_seconds = models.PositiveIntegerField(
        null=True, blank=True, help_text="The part of this in which the calendar in force at the opening was open."
    )
    answered_by_kind = models.CharField(max_length=8, blank=True, default="", choices=AnsweredBy)
    answered_by_member = models.ForeignKey(
        "accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    answered_by_api_key = models.ForeignKey(
        "accounts.ApiKey", on_delete=models.SET_NULL, null=True, blank=True, db_index=False, related_name="+"
    )
    answered_by_name = models.CharField(max_length=200, blank=True, default="", help_text="At the time of the answer.")
    is_historic = models.BooleanField(default=False, help_text="Opened by a message of imported history: no alerts.")
    warning_found_at = models.DateTimeField(
        null=True, blank=True, help_text="When its warning was recorded, or was overtaken by the breach."
    )
    breach_found_at = models.DateTimeField(null=True, blank=True, help_text="When its breach was recorded.")

    objects = ObligationQuerySet.as_manager()

    class Meta:
        db_table = "sla_obligations"
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
