"""What staff fill in about money."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminDecimalFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextInputWidget,
)

from billing.models import Invoice, Plan, Subscription
from billing.requisites import Party
from billing.selectors.billing import first_requisites


class InvoiceForm(forms.Form):
    """Whom to bill for which plan."""

    plan = forms.ModelChoiceField(
        label=_("plan"), queryset=Plan.objects.exclude(price=0), widget=UnfoldAdminSelectWidget
    )
    name = forms.CharField(label=_("name of the payer"), max_length=200, widget=UnfoldAdminTextInputWidget)
    inn = forms.CharField(label=_("INN"), max_length=12, widget=UnfoldAdminTextInputWidget)
    kpp = forms.CharField(label=_("KPP"), max_length=9, required=False, widget=UnfoldAdminTextInputWidget)
    address = forms.CharField(label=_("address of the payer"), max_length=300, widget=UnfoldAdminTextInputWidget)


class PaymentForm(forms.Form):
    amount = forms.DecimalField(
        label=_("amount, roubles"),
        min_value=Decimal("0.01"),
        max_digits=12,
        decimal_places=2,
        widget=UnfoldAdminDecimalFieldWidget,
    )
    reference = forms.CharField(
        label=_("number of the payment order"), max_length=40, widget=UnfoldAdminTextInputWidget
    )
    received_on = forms.DateField(label=_("received on"), widget=UnfoldAdminSingleDateWidget)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=300, widget=UnfoldAdminTextInputWidget)


class GrantForm(ReasonForm):
    plan = forms.ModelChoiceField(label=_("plan"), queryset=Plan.objects.all(), widget=UnfoldAdminSelectWidget)
    last_day = forms.DateField(label=_("last day"), widget=UnfoldAdminSingleDateWidget)


def usual_invoice(subscription: Subscription) -> dict[str, Any]:
    """The plan there is, or the first on offer, and the payer of before or the one the marketplace names."""
    plan = subscription.plan if subscription.plan.price else Plan.objects.on_offer().first()
    known, _source = first_requisites(subscription.workspace)
    written = {field: value for field, value in known.as_json().items() if value} if known else {}
    return {"plan": plan, "name": subscription.workspace.name, **written}


def usual_payment(invoice: Invoice) -> dict[str, Any]:
    return {"amount": Decimal(invoice.amount) / 100, "received_on": timezone.localdate()}


def payer_of(filled: dict[str, Any]) -> Party:
    return Party(name=filled["name"], inn=filled["inn"], kpp=filled["kpp"], address=filled["address"])


def kopecks(roubles: Decimal) -> int:
    return int(roubles * 100)
