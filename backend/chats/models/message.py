"""A message as the marketplace shows it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

if TYPE_CHECKING:
    from accounts.models import Workspace
    from chats.models.chat import Chat


# PostgreSQL refuses to index a text whose words take more than a megabyte.
SEARCHED_LENGTH = 100_000


def searched_words() -> SearchVector:
    """What the search looks through; the index holds exactly this expression."""
    return SearchVector(Left("text", SEARCHED_LENGTH), config="russian")


class MessageQuerySet(models.QuerySet["Message"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace.reached("chat__chat_account"), chat__workspace=workspace)

    def in_order(self) -> Self:
        """Time first; at the same instant the smaller marketplace id first."""
        return self.order_by("sent_at", "number", "id")

    def unread(self, chat: Chat) -> Self:
        """What the buyer wrote after the workspace's read mark.

        Imported history is not counted, unless a person put the mark back into it.
        """
        written = self.filter(chat=chat, author=Message.Author.BUYER)
        if not chat.is_marked_unread:
            written = written.filter(is_historic=False)
        if chat.read_up_to is None:
            return written
        mark = Decimal(chat.read_up_to_id) if chat.read_up_to_id.isdecimal() else Decimal(0)
        return written.filter(Q(sent_at__gt=chat.read_up_to) | Q(sent_at=chat.read_up_to, number__gt=mark))


class Message(models.Model):
    class Author(models.TextChoices):
        BUYER = "buyer"
        SELLER = "seller"
        AUTOMATIC = "automatic"
        SUPPORT = "support"
        COURIER = "courier"
        MARKETPLACE = "marketplace"
        NOTIFICATION = "notification"
        OTHER = "other"

    class Moderation(models.TextChoices):
        NONE = "none"
        PENDING = "pending"
        PASSED = "passed"
        FAILED = "failed"

    chat = models.ForeignKey("chats.Chat", on_delete=models.CASCADE, related_name="messages")
    external_id = models.CharField(max_length=64)
    number = models.DecimalField(
        max_digits=40, decimal_places=0, default=0, help_text="The marketplace id as an integer, for ordering."
    )
    author = models.CharField(max_length=16, choices=Author)
    raw_kind = models.CharField(max_length=64, blank=True)
    author_external_id = models.CharField(max_length=64, blank=True)
    text = models.TextField(blank=True)
    attachments = models.JSONField(default=list, help_text="[{ref, name, content_type, is_image, size}]")
    order_number = models.CharField(max_length=64, blank=True)
    sku = models.CharField(max_length=64, blank=True)
    moderation = models.CharField(max_length=12, choices=Moderation, default=Moderation.NONE)
    moderation_check_at = models.DateTimeField(
        null=True, blank=True, help_text="When the marketplace is asked again what it decided about the picture."
    )
    is_automatic = models.BooleanField(default=False)
    is_historic = models.BooleanField(default=False, help_text="Imported: raises no unread and no alert.")
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        db_table = "chat_messages"
        constraints = [
            models.UniqueConstraint(fields=["chat", "external_id"], name="chat_message_stored_once"),
        ]
        indexes = [
            models.Index(fields=["chat", "sent_at", "number", "id"], name="chat_messages_in_order"),
            models.Index(
                fields=["moderation_check_at"],
                condition=Q(moderation_check_at__isnull=False),
                name="chat_messages_in_moderation",
            ),
            GinIndex(searched_words(), name="chat_messages_text_search"),
        ]

    def __str__(self) -> str:
        return f"message {self.external_id} of chat {self.chat_id}"
