from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def waiting(self) -> Self:
        return self.filter(confirmed_at=None)


class Registration(models.Model):
    """Somebody asks for an account and a workspace; both are made when the link of the mail proves the address.

    An address may have several at a time, so that nobody changes what another one entered.
    """

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=200)
    password = models.CharField(max_length=128, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=User.Language.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(_("sent"), editable=False)
    expires_at = models.DateTimeField(_("expires"), editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)

    objects: ClassVar[RegistrationQuerySet] = RegistrationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "registrations"
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ("id",)
        indexes = (
            models.Index(fields=["email"], name="registrations_of_an_address"),
            models.Index(fields=["expires_at"], name="registrations_by_their_end"),
        )
        constraints = (models.CheckConstraint(condition=Q(email=Lower("email")), name="registrations_email_is_lower"),)

    def __str__(self) -> str:
        return self.email
