from __future__ import annotations

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from billing.requisites import Party, problems
from core import error_texts


class SellerQuerySet(models.QuerySet["Seller"]):
    def in_force(self) -> Self:
        return self.filter(is_current=True)


class Seller(models.Model):
    """Our own side of invoices. An invoice keeps a copy, so a change here touches only those issued afterwards."""

    name = models.CharField(_("name"), max_length=200)
    inn = models.CharField(_("INN"), max_length=12)
    kpp = models.CharField(_("KPP"), max_length=9, blank=True)
    address = models.CharField(_("address"), max_length=300)
    bank_name = models.CharField(_("bank"), max_length=200)
    bic = models.CharField(_("BIC"), max_length=9)
    account = models.CharField(_("account"), max_length=20)
    correspondent_account = models.CharField(_("correspondent account"), max_length=20, blank=True)
    vat_rate = models.PositiveSmallIntegerField(
        _("VAT, per cent"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Empty: without VAT, simplified taxation."),
    )
    signer_title = models.CharField(_("who signs: post"), max_length=100)
    signer_name = models.CharField(_("who signs: name"), max_length=100)
    days_to_pay = models.PositiveSmallIntegerField(
        _("days to pay"), default=7, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    is_current = models.BooleanField(_("in force"), default=True)

    objects: ClassVar[SellerQuerySet] = SellerQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        db_table = "sellers"
        verbose_name = _("our requisites")
        verbose_name_plural = _("our requisites")
        constraints = (
            models.UniqueConstraint(fields=["is_current"], condition=Q(is_current=True), name="sellers_one_in_force"),
        )

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        language = get_language() or "ru"
        wrong: dict[str, Any] = {}
        for field, code in problems(self.as_party(), needs_bank=True):
            wrong[field] = ValidationError(error_texts.text(code, language), code=code)
        if wrong:
            raise ValidationError(wrong)

    def as_party(self) -> Party:
        return Party(
            name=self.name,
            inn=self.inn,
            kpp=self.kpp,
            address=self.address,
            bank_name=self.bank_name,
            bic=self.bic,
            account=self.account,
            correspondent_account=self.correspondent_account,
        )
