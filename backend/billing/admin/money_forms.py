"""What staff fill in about money."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminSingleDateWidget,
    UnfoldAdminTextInputWidget,
)

from billing.admin.roubles import RoublesField
from billing.models import Invoice, Plan, Subscription
from billing.periods import moscow_day
from billing.requisites import Party
from billing.selectors.billing import first_requisites
from billing.selectors.prices import first_plan, price_after_pilot

LONGEST_GRANT: Final = timedelta(days=3 * 365)
LEAST: Final = Decimal("0.01")


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
    amount = RoublesField(label=_("amount, roubles"), min_value=LEAST)
    reference = forms.CharField(
        label=_("number of the payment order"), max_length=40, widget=UnfoldAdminTextInputWidget
    )
    received_on = forms.DateField(label=_("received on"), widget=UnfoldAdminSingleDateWidget)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("reason"), max_length=300, widget=UnfoldAdminTextInputWidget)


class PriceForm(forms.Form):
    """Nothing written: what everybody pays."""

    plan = forms.ModelChoiceField(
        label=_("plan"), queryset=Plan.objects.exclude(price=0), widget=UnfoldAdminSelectWidget
    )
    price = RoublesField(
        label=_("price a month, roubles"),
        min_value=LEAST,
        required=False,
        help_text=_("Empty: the price of the plan."),
    )


class GrantForm(ReasonForm):
    plan = forms.ModelChoiceField(label=_("plan"), queryset=Plan.objects.all(), widget=UnfoldAdminSelectWidget)
    last_day = forms.DateField(label=_("last day"), widget=UnfoldAdminSingleDateWidget)

    def clean_last_day(self) -> date:
        """A day of the past would grant nothing; one far away is a slip of the pen."""
        last_day: date = self.cleaned_data["last_day"]
        today = moscow_day(timezone.now())
        if not today <= last_day <= today + LONGEST_GRANT:
            raise forms.ValidationError(_("Today or a later day, at most three years from now."))
        return last_day


def usual_invoice(subscription: Subscription) -> dict[str, Any]:
    """The plan there is, or the first on offer, and the payer of before or the one the marketplace names."""
    plan = first_plan(subscription)
    known, _source = first_requisites(subscription.workspace)
    written = {field: value for field, value in known.as_json().items() if value} if known else {}
    return {"plan": plan, "name": subscription.workspace.name, **written}


def usual_payment(invoice: Invoice) -> dict[str, Any]:
    return {"amount": invoice.amount, "received_on": moscow_day(timezone.now())}


def usual_price(subscription: Subscription) -> dict[str, Any]:
    """What was agreed already, or else for the time after the newest pilot."""
    if subscription.price is not None:
        return {"plan": subscription.price_plan, "price": subscription.price}
    after = price_after_pilot(subscription.workspace)
    plan = first_plan(subscription if after is None else None)
    return {"plan": plan, "price": after}


def payer_of(filled: dict[str, Any]) -> Party:
    return Party(name=filled["name"], inn=filled["inn"], kpp=filled["kpp"], address=filled["address"])
