"""What staff fill in about a pilot."""

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, validate_email
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminEmailInputWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from accounts.models import Membership, Workspace
from accounts.models.workspace import SLUG_PATTERN
from billing.models import Lead
from billing.periods import moscow_day
from billing.services.pilots import Terms

USUAL_DAYS = 30
USUAL_TERMS = "30 дней без оплаты. Показатели за 30 дней до подключения сравниваются с показателями пилота."


class TermsForm(forms.Form):
    """What was agreed with the owner of a workspace."""

    owner_email = forms.EmailField(label=_("e-mail of the owner"), widget=UnfoldAdminEmailInputWidget)
    starts_on = forms.DateField(label=_("first day"), widget=UnfoldAdminSingleDateWidget)
    ends_on = forms.DateField(label=_("last day"), widget=UnfoldAdminSingleDateWidget)
    terms = forms.CharField(label=_("terms"), widget=UnfoldAdminTextareaWidget)


class PilotForm(TermsForm):
    """The same with the workspace to make."""

    field_order = ("name", "slug")
    name = forms.CharField(label=_("name of the workspace"), max_length=200, widget=UnfoldAdminTextInputWidget)
    slug = forms.CharField(
        label=_("address"),
        max_length=50,
        validators=[RegexValidator(SLUG_PATTERN)],
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Small Latin letters, digits and hyphens."),
    )


class ConsentForm(forms.Form):
    given_by = forms.CharField(
        label=_("who agreed, and how"),
        max_length=300,
        widget=UnfoldAdminTextInputWidget,
        help_text=_("Name, and where the agreement can be found: a letter, a paper."),
    )


def usual_pilot(lead: Lead) -> dict[str, Any]:
    return _usual_terms(owner_email=lead.contact if _is_address(lead.contact) else "")


def usual_pilot_of(workspace: Workspace) -> dict[str, Any]:
    owner = Membership.objects.for_workspace(workspace).owners_to_tell().first()
    return _usual_terms(owner_email=owner.user.email if owner else "")


def _usual_terms(*, owner_email: str) -> dict[str, Any]:
    first = moscow_day(timezone.now())
    return {
        "owner_email": owner_email,
        "starts_on": first,
        "ends_on": first + timedelta(days=USUAL_DAYS - 1),
        "terms": USUAL_TERMS,
    }


def terms_of(filled: dict[str, Any]) -> Terms:
    return Terms(
        owner_email=filled["owner_email"],
        starts_on=filled["starts_on"],
        ends_on=filled["ends_on"],
        text=filled["terms"],
    )


def _is_address(contact: str) -> bool:
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return True
