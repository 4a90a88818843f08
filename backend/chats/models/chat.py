"""A conversation at a marketplace, with what we derive from its thread."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Reverse

from chats.models import queues
from chats.titles import chat_title

if TYPE_CHECKING:
    from accounts.models import Workspace


class ChatQuerySet(models.QuerySet["Chat"]):
    """Each queue of the inbox is one predicate; list, counts and feed use the same ones."""

    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace.reached("chat_account"), workspace=workspace)

    def listed(self) -> Self:
        """Chats with buyers in which something was written."""
        return self.filter(is_listed=True)

    def waiting(self) -> Self:
        return self.filter(queues.waiting())

    def urgent(self, now: datetime) -> Self:
        return self.filter(queues.urgent(now))

    def late(self, now: datetime) -> Self:
        return self.filter(queues.late(now))

    def closing(self, now: datetime) -> Self:
        return self.filter(queues.closing(now))

    def unread(self) -> Self:
        return self.filter(queues.unread())

    def failed(self) -> Self:
        return self.filter(queues.failed())

    def answered(self) -> Self:
        return self.filter(queues.answered())

    def snoozed(self) -> Self:
        return self.filter(queues.snoozed())

    def untitled(self) -> Self:
        """About a product whose name is not known yet."""
        return self.filter(is_listed=True, product_title="", sku__gt="")

    def closed(self) -> Self:
        return self.filter(queues.closed())


class Chat(models.Model):
    BUYER = "buyer"
    SELLER = "seller"

    class Kind(models.TextChoices):
        BUYER = "buyer"
        SUPPORT = "support"
        MANAGER = "manager"
        DISPUTE = "dispute"
        MAILING = "mailing"
        OTHER = "other"

    class RemoteStatus(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"
        UNKNOWN = "unknown"

    class Status(models.TextChoices):
        OPEN = "open"
        SNOOZED = "snoozed"
        CLOSED = "closed"

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    chat_account = models.ForeignKey("chats.ChatAccount", on_delete=models.CASCADE, related_name="chats")
    external_id = models.CharField(max_length=128)
    kind = models.CharField(max_length=12, choices=Kind)
    raw_kind = models.CharField(max_length=64, blank=True)
    remote_status = models.CharField(max_length=12, choices=RemoteStatus, default=RemoteStatus.UNKNOWN)
    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    remote_created_at = models.DateTimeField(null=True, blank=True)

    change_mark = models.CharField(
        max_length=64, blank=True, help_text="The list's mark of the newest message whose history we have read."
    )
    pending_mark = models.CharField(
        max_length=64,
        blank=True,
        default="",
        db_default="",
        help_text="The list's mark of a message whose history is still to be read; empty when nothing is owed.",
    )
    settle_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="When the newest messages are read once more, for some between them may be late.",
    )
    settle_from = models.CharField(
        max_length=64, blank=True, default="", db_default="", help_text="The message after which that read begins."
    )
    mark_misses = models.PositiveSmallIntegerField(
        default=0, help_text="Reads in a row, a minute apart, whose history ended below the list's mark."
    )
    missed_at = models.DateTimeField(
        null=True, blank=True, help_text="When such a read was last counted, or the chat was refused."
    )
    read_failures = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="Reads in a row that failed while other chats could be read."
    )
    read_not_before = models.DateTimeField(null=True, blank=True, help_text="Until then such a chat is passed over.")
    history_is_complete = models.BooleanField(
        default=False, help_text="Read back to the beginning, or to the depth of the import."
    )
    first_external_id = models.CharField(max_length=64, blank=True, help_text="Oldest stored message.")
    last_external_id = models.CharField(max_length=64, blank=True, help_text="Newest stored message.")
    last_message_id = models.BigIntegerField(null=True, blank=True, help_text="Our id of the newest message.")
    last_message_at = models.DateTimeField(null=True, blank=True)
    last_author = models.CharField(max_length=16, blank=True)
    preview = models.CharField(max_length=200, blank=True)
    erased_up_to = models.DateTimeField(
        null=True, blank=True, help_text="What was written up to then is not kept and not stored again."
    )
    is_listed = models.BooleanField(default=False, help_text="A buyer's chat with at least one message.")

    read_up_to = models.DateTimeField(null=True, blank=True, help_text="Time of the last message read here.")
    read_up_to_id = models.CharField(max_length=64, blank=True, help_text="Marketplace id of that message.")
    unread_count = models.PositiveIntegerField(default=0)
    is_marked_unread = models.BooleanField(
        default=False,
        db_default=False,
        help_text="A person put the mark back: what was imported counts too from there on.",
    )

    buyer_external_id = models.CharField(max_length=64, blank=True)
    buyer_name = models.CharField(max_length=200, blank=True)
    order_number = models.CharField(max_length=64, blank=True)
    sku = models.CharField(max_length=64, blank=True)
    product_title = models.CharField(max_length=500, blank=True)

    waiting_since = models.DateTimeField(null=True, blank=True, help_text="Opening of the open obligation.")
    warn_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    window_closes_at = models.DateTimeField(null=True, blank=True)
    window_is_estimate = models.BooleanField(default=True)
    window_refused_at = models.DateTimeField(
        null=True, blank=True, help_text="The marketplace refused a reply for its window; cleared by the buyer."
    )
    deadline_at = models.DateTimeField(null=True, blank=True, help_text="The nearer of due_at and the window.")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="Our last answer that ended an obligation.")
    calendar_version = models.ForeignKey(
        "sla.CalendarVersion",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
        help_text="The hours in which the target of the open obligation counts; empty: day and night.",
    )
    snoozed_until = models.DateTimeField(null=True, blank=True)
    suggests_waive = models.BooleanField(
        default=False, db_default=False, help_text="All that is unanswered is short thanks."
    )

    assignee = models.ForeignKey(
        "accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="assigned_chats"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ChatQuerySet.as_manager()

    class Meta:
        db_table = "chats"
        constraints = [models.UniqueConstraint(fields=["chat_account", "external_id"], name="chat_stored_once")]
        indexes = [
            models.Index(
                "workspace",
                models.F("deadline_at").asc(nulls_last=True),
                "id",
                condition=Q(is_listed=True),
                name="chats_by_deadline",
            ),
            models.Index(
                fields=["workspace", "-last_message_at", "-id"], condition=Q(is_listed=True), name="chats_by_newest"
            ),
            models.Index(
                "workspace",
                models.F("waiting_since").asc(nulls_last=True),
                "id",
                condition=Q(is_listed=True),
                name="chats_by_waiting",
            ),
            models.Index(
                fields=["workspace", "chat_account"], condition=Q(due_at__isnull=False), name="chats_waiting_by_account"
            ),
            models.Index(
                fields=["window_closes_at"],
                condition=Q(due_at__isnull=False)
                & (Q(window_is_estimate=False) | Q(deadline_at__lt=models.F("due_at"))),
                name="chats_whose_window_matters",
            ),
            models.Index(fields=["snoozed_until"], condition=Q(status="snoozed"), name="chats_snoozed"),
            models.Index(
                fields=["window_closes_at"], condition=Q(due_at__isnull=False), name="chats_by_closing_window"
            ),
            models.Index(fields=["chat_account"], condition=Q(pending_mark__gt=""), name="chats_still_to_be_read"),
            models.Index(
                fields=["chat_account", "settle_at"], condition=Q(settle_at__isnull=False), name="chats_settling"
            ),
            models.Index(fields=["workspace", "order_number"], name="chats_by_order"),
            models.Index(fields=["workspace", "sku"], name="chats_by_sku"),
            models.Index(
                "workspace",
                OpClass(Reverse("buyer_external_id"), name="text_pattern_ops"),
                name="chats_by_buyer_tail",
            ),
            models.Index(fields=["workspace"], condition=Q(buyer_name__gt=""), name="chats_with_buyer_name"),
            models.Index(
                fields=["chat_account", "sku"],
                condition=Q(is_listed=True, product_title="", sku__gt=""),
                name="chats_without_title",
            ),
        ]

    def __str__(self) -> str:
        return f"chat {self.external_id} of account {self.chat_account_id}"

    @property
    def title(self) -> str:
        return chat_title(
            product_title=self.product_title,
            order_number=self.order_number,
            buyer_name=self.buyer_name,
            buyer_external_id=self.buyer_external_id,
        )
