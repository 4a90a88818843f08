from datetime import datetime
from functools import cache
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.workspace import Workspace
from accounts.networks import is_inside
from accounts.scopes import Scope


class ApiKeyQuerySet(models.QuerySet["ApiKey"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def usable(self, now: datetime) -> Self:
        lives = Q(expires_at=None) | Q(expires_at__gt=now)
        return self.filter(lives, Q(replaced_at=None) | Q(replaced_at__gt=now), revoked_at=None)

    def by_prefix(self, prefix: str) -> "ApiKey | None":
        """The key and its workspace. Each call of a machine begins with this, so its SQL is written only once."""
        with connections[self.db].cursor() as cursor:
            cursor.execute(_by_prefix(), [prefix])
            row = cursor.fetchone()
        if row is None:
            return None
        own = [field.attname for field in ApiKey._meta.concrete_fields]
        api_key = ApiKey.from_db(self.db, own, row[: len(own)])
        others = [field.attname for field in Workspace._meta.concrete_fields]
        api_key.workspace = Workspace.from_db(self.db, others, row[len(own) :])
        return api_key


class ApiKey(models.Model):
    """A key of the workspace for machines. Only the prefix and a digest are kept; the key is shown once."""

    workspace = models.ForeignKey(
        Workspace, verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="api_keys"
    )
    name = models.CharField(_("name"), max_length=100)
    prefix = models.CharField(_("begins with"), max_length=32, unique=True, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    scopes = ArrayField(models.CharField(max_length=32, choices=Scope.choices), verbose_name=_("scopes"))
    chat_account_ids = ArrayField(
        models.BigIntegerField(), verbose_name=_("chat accounts"), default=list, blank=True, help_text=_("Empty: all.")
    )
    networks = ArrayField(
        models.CharField(max_length=49),
        verbose_name=_("networks"),
        default=list,
        blank=True,
        help_text=_("Empty: from everywhere."),
    )
    revision = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("created by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used"), null=True, editable=False)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    replaces = models.ForeignKey(
        "self", verbose_name=_("replaces"), on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    replaced_at = models.DateTimeField(
        _("replaced"),
        null=True,
        editable=False,
        help_text=_("Until then it works beside the key in its place."),
    )

    objects: ClassVar[ApiKeyQuerySet] = ApiKeyQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "api_keys"
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        ordering = ("-created_at", "-id")
        indexes = (models.Index(F("workspace"), F("created_at").desc(), F("id").desc(), name="api_keys_newest_first"),)
        constraints = (models.CheckConstraint(condition=~Q(name=""), name="api_keys_have_a_name"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_usable(self, now: datetime) -> bool:
        ends = (self.expires_at, self.replaced_at)
        return self.revoked_at is None and all(end is None or end > now for end in ends)

    def admits(self, address: str | None) -> bool:
        return not self.networks or is_inside(address, self.networks)

    @property
    def seen_workspace(self) -> Workspace:
        """The workspace as far as the key may know it."""
        return self.workspace.limited_to(self.chat_account_ids) if self.chat_account_ids else self.workspace


@cache
def _by_prefix() -> str:
    sql, _ = ApiKey.objects.select_related("workspace").filter(prefix="").order_by().query.sql_with_params()
    return sql
