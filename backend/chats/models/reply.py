"""The outbox: what we were asked to send, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import Workspace

IN_FLIGHT_FOR: Final = timedelta(minutes=2)
LONGEST_WAIT: Final = timedelta(minutes=30)


class ReplyQuerySet(models.QuerySet["Reply"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace.reached("chat__chat_account"), workspace=workspace)

    def undelivered(self) -> Self:
        return self.exclude(state=Reply.State.DELIVERED).exclude(is_simulated=True, state=Reply.State.ACCEPTED)

    def on_their_way(self, now: datetime) -> Self:
        """Handed over, or about to be, within the last two minutes: too fresh to say that nobody answered."""
        begun = Coalesce("sending_at", "queued_at")
        fresh = self.filter(state__in=Reply.ON_THE_WAY, queued_at__gt=now - LONGEST_WAIT).alias(begun=begun)
        return fresh.filter(begun__gt=now - IN_FLIGHT_FOR)


class Reply(models.Model):
    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        ACCEPTED = "accepted"
        DELIVERED = "delivered"
        FAILED = "failed"
        UNCLEAR = "unclear"

    NEEDS_A_PERSON = (State.FAILED, State.UNCLEAR)
    ON_THE_WAY = (State.QUEUED, State.SENDING, State.ACCEPTED, State.UNCLEAR)

    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    chat = models.ForeignKey("chats.Chat", verbose_name=_("chat"), on_delete=models.CASCADE, related_name="replies")
    key = models.UUIDField(_("idempotency key"), help_text="The client's Idempotency-Key.")
    body_digest = models.CharField(
        _("digest of the request"), max_length=64, help_text="To tell a repeated request from a reused key."
    )

    author = models.ForeignKey(
        "accounts.Membership",
        verbose_name=_("author"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    api_key = models.ForeignKey(
        "accounts.ApiKey", verbose_name=_("API key"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(_("author"), max_length=200, help_text="As it was at the time of writing.")

    text = models.TextField(_("text"), blank=True)
    upload = models.OneToOneField(
        "chats.Upload", verbose_name=_("file"), on_delete=models.SET_NULL, null=True, blank=True, related_name="reply"
    )
    file_name = models.CharField(_("name of the file"), max_length=200, blank=True)
    file_content_type = models.CharField(_("type of the file"), max_length=100, blank=True)
    file_size = models.PositiveIntegerField(_("size of the file, bytes"), null=True, blank=True)

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.QUEUED)
    is_simulated = models.BooleanField(_("trial mode"), default=False)
    error_code = models.CharField(_("code of the error"), max_length=64, blank=True)
    error_detail = models.CharField(
        _("their own words"), max_length=300, blank=True, help_text="The marketplace's own words, masked."
    )
    then_close = models.BooleanField(
        _("closes the chat"),
        default=False,
        db_default=False,
        help_text="Close the chat when it is shown, if nobody wrote since.",
    )
    attempt_count = models.PositiveSmallIntegerField(_("attempts"), default=0)
    known_message_id = models.BigIntegerField(
        _("newest message known"),
        null=True,
        blank=True,
        help_text="Our id of the newest message known when it was written.",
    )
    left_at = models.DateTimeField(
        _("may have left"),
        null=True,
        blank=True,
        help_text="When it first may have reached the marketplace; empty while it surely has not.",
    )
    echo_after_id = models.BigIntegerField(
        _("echo after message"),
        null=True,
        blank=True,
        help_text="Our id of the newest message stored by then: an echo is stored later.",
    )
    check_at = models.DateTimeField(
        _("next check"), null=True, blank=True, help_text="Next look into the history for its echo."
    )
    reads_since_unclear = models.PositiveSmallIntegerField(_("reads since unclear"), default=0)

    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    queued_at = models.DateTimeField(
        _("queued"), help_text="Start of the 15 minutes within which it must be handed over."
    )
    not_before = models.DateTimeField(_("not before"), null=True, blank=True, help_text="Wait of a rate limit.")
    send_after = models.DateTimeField(
        _("may be taken back until"),
        null=True,
        blank=True,
        help_text="Until then its author may think again, and nothing takes it from the outbox.",
    )
    sending_at = models.DateTimeField(_("sending began"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    failed_at = models.DateTimeField(_("failed at"), null=True, blank=True)
    unclear_at = models.DateTimeField(_("unclear since"), null=True, blank=True)

    message = models.OneToOneField(
        "chats.Message",
        verbose_name=_("message"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reply",
    )

    objects = ReplyQuerySet.as_manager()

    class Meta:
        db_table = "chat_replies"
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            models.UniqueConstraint(fields=["workspace", "key"], name="chat_reply_once_per_key"),
            models.UniqueConstraint(fields=["chat"], condition=Q(state="sending"), name="chat_one_reply_in_flight"),
            models.CheckConstraint(
                condition=Q(text="", file_name__gt="") | Q(text__gt="", file_name=""), name="chat_reply_text_or_file"
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "queued_at"],
                condition=Q(state__in=["queued", "sending", "accepted", "unclear"]),
                name="chat_replies_in_flight",
            ),
            models.Index(fields=["chat", "-created_at", "-id"], name="chat_replies_of_chat"),
            models.Index(fields=["check_at"], condition=Q(check_at__isnull=False), name="chat_replies_to_check"),
            models.Index(
                fields=["workspace", "chat"],
                condition=Q(state__in=["queued", "sending", "failed", "unclear"]),
                name="chat_replies_unfinished",
            ),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk} in chat {self.chat_id}: {self.state}"


class ReplyAttempt(models.Model):
    """One call to the marketplace for a reply, or one time we could not make it."""

    class Outcome(models.TextChoices):
        STARTED = "started"
        ACCEPTED = "accepted"
        SIMULATED = "simulated"
        POSTPONED = "postponed"
        FAILED = "failed"
        UNCLEAR = "unclear"

    reply = models.ForeignKey(Reply, verbose_name=_("reply"), on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("ordinal number"))
    started_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, default=Outcome.STARTED)
    error_code = models.CharField(_("code of the error"), max_length=64, blank=True)

    class Meta:
        db_table = "chat_reply_attempts"
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [models.UniqueConstraint(fields=["reply", "number"], name="chat_reply_attempt_once")]

    def __str__(self) -> str:
        return f"attempt {self.number} of reply {self.reply_id}: {self.outcome}"


class ReplyEcho(models.Model):
    """A second message at the marketplace that repeats a reply already linked to its first."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="duplicates")
    message = models.OneToOneField("chats.Message", on_delete=models.CASCADE, related_name="duplicate_of")

    class Meta:
        db_table = "chat_reply_duplicates"

    def __str__(self) -> str:
        return f"duplicate of reply {self.reply_id}"
