"""A connected marketplace cabinet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import Workspace


class ChatAccountQuerySet(models.QuerySet["ChatAccount"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace.reached("pk"), workspace=workspace)

    def live(self) -> Self:
        """Connected cabinets, also those that are paused or need a new key."""
        return self.filter(disconnected_at=None)

    def polled(self) -> Self:
        return self.live().filter(state=ChatAccount.State.ACTIVE)


class ChatAccount(models.Model):
    class State(models.TextChoices):
        ACTIVE = "active"
        NEEDS_KEY = "needs_key"
        NEEDS_SUBSCRIPTION = "needs_subscription"
        BLOCKED = "blocked"
        PAUSED = "paused"

    workspace = models.ForeignKey(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="chat_accounts"
    )
    marketplace = models.CharField(_("marketplace"), max_length=32)
    external_id = models.CharField(
        _("id at the marketplace"), max_length=64, help_text="The marketplace's id of the cabinet (Ozon: Client-Id)."
    )
    title = models.CharField(_("called"), max_length=200)
    credentials = models.TextField(_("credentials"), blank=True, help_text="Encrypted; empty once disconnected.")
    key_hint = models.CharField(_("end of the key"), max_length=8, blank=True, help_text="Last characters of the key.")
    key_expires_at = models.DateTimeField(_("key ends"), null=True, blank=True)
    key_warned_days = models.PositiveSmallIntegerField(
        _("warned of its end, days"),
        null=True,
        blank=True,
        help_text="The owners know that this key ends within so many days.",
    )
    legal_name = models.CharField(
        _("owner on paper"),
        max_length=200,
        blank=True,
        default="",
        db_default="",
        help_text="Whose cabinet it is on paper, unchecked.",
    )
    inn = models.CharField(
        _("INN"), max_length=12, blank=True, default="", db_default="", help_text="Of the same, unchecked."
    )
    subscription = models.CharField(
        _("subscription of the marketplace"), max_length=32, blank=True, help_text="As the marketplace names it."
    )
    can_read = models.BooleanField(_("chats can be read"), default=True)
    can_read_history = models.BooleanField(_("history can be read"), default=True)
    can_send = models.BooleanField(_("replies can be sent"), default=True)
    limits = ArrayField(
        models.CharField(max_length=64),
        verbose_name=_("limits of the cabinet"),
        default=list,
        blank=True,
        help_text="Codes of what the cabinet does not allow.",
    )
    checked_at = models.DateTimeField(
        _("checked"), null=True, blank=True, help_text="Last time key and abilities were checked."
    )
    state = models.CharField(_("state"), max_length=24, choices=State, default=State.ACTIVE)
    state_code = models.CharField(
        _("reason of the state"), max_length=64, blank=True, help_text="Code of the reason, from the error table."
    )
    state_changed_at = models.DateTimeField(_("state since"), auto_now_add=True)
    mark_read_at_marketplace = models.BooleanField(_("read marks go to the marketplace"), default=False)
    sandbox = models.BooleanField(_("trial mode"), default=False, help_text="Do everything except the network send.")
    connected_at = models.DateTimeField(_("connected"))
    disconnected_at = models.DateTimeField(_("disconnected"), null=True, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = ChatAccountQuerySet.as_manager()

    class Meta:
        db_table = "chat_accounts"
        verbose_name = _("chat account")
        verbose_name_plural = _("chat accounts")
        constraints = [
            models.UniqueConstraint(
                fields=["marketplace", "external_id"],
                condition=models.Q(disconnected_at=None),
                name="chat_account_live_once",
            ),
            models.UniqueConstraint(
                fields=["workspace", "marketplace", "external_id"], name="chat_account_once_per_workspace"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.marketplace} {self.external_id})"

    @property
    def is_live(self) -> bool:
        return self.disconnected_at is None

    @property
    def is_watched(self) -> bool:
        """Connected and not paused: its data ought to be fresh."""
        return self.is_live and self.state != self.State.PAUSED
