from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.membership import Membership
from accounts.models.user import User
from accounts.models.workspace import Workspace


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def open(self) -> Self:
        """Not accepted; those whose time is over among them, for they can be sent again."""
        return self.filter(accepted_at=None)


class Invitation(models.Model):
    """A mail with a link that lets its reader into the workspace. Only a digest of what the link holds is kept."""

    workspace = models.ForeignKey(
        Workspace, verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="invitations"
    )
    email = models.EmailField(_("e-mail"))
    role = models.CharField(_("role"), max_length=10, choices=Membership.Role.choices)
    language = models.CharField(_("language"), max_length=2, choices=User.Language.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), on_delete=models.SET_NULL, null=True, related_name="+"
    )
    invited_by_name = models.CharField(max_length=254, editable=False)
    created_at = models.DateTimeField(_("created"), editable=False)
    sent_at = models.DateTimeField(_("sent"), editable=False)
    expires_at = models.DateTimeField(_("expires"), editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)

    objects: ClassVar[InvitationQuerySet] = InvitationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "invitations"
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-created_at", "-id")
        indexes = (
            models.Index(F("workspace"), F("created_at").desc(), F("id").desc(), name="invitations_newest_first"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["workspace", "email"], condition=Q(accepted_at=None), name="invitations_one_open_per_address"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitations_email_is_lower_case"),
            models.CheckConstraint(condition=Q(role__in=["owner", "agent"]), name="invitations_role_is_known"),
        )

    def __str__(self) -> str:
        return self.email
