from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.workspace import Workspace


class MembershipQuerySet(models.QuerySet["Membership"]):
    def for_workspace(self, workspace: Workspace) -> Self:
        return self.filter(workspace=workspace)

    def owners(self) -> Self:
        return self.filter(role=Membership.Role.OWNER)

    def owners_to_tell(self) -> Self:
        """Owners who can sign in, with what a mail to them needs."""
        return self.owners().filter(user__is_active=True).select_related("user")


class Membership(models.Model):
    """A member: one user in one workspace."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        AGENT = "agent", _("agent")

    workspace = models.ForeignKey(
        Workspace, verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="memberships"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.AGENT)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "members"
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ("workspace", "id")
        constraints = (
            models.UniqueConstraint(fields=["workspace", "user"], name="members_user_is_member_once"),
            models.CheckConstraint(condition=models.Q(role__in=["owner", "agent"]), name="members_role_is_known"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.user.display_name

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER
