"""Money as staff see and write it: roubles, where the tables keep kopecks."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from billing.amounts import amount_in_figures


class RoublesField(forms.DecimalField):
    """Begins with kopecks and gives kopecks; what is typed in between are roubles."""

    widget = UnfoldAdminDecimalFieldWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_digits": 12, "decimal_places": 2, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        return Decimal(value) / 100 if isinstance(value, int) else value

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs give whole numbers
        """Also as Russians write it: «3 900,50»."""
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".")
        amount: Decimal | None = super().to_python(value)
        return amount

    def clean(self, value: Any) -> int | None:
        roubles = super().clean(value)
        return None if roubles is None else int(roubles * 100)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


IN_ROUBLES = {models.PositiveBigIntegerField: {"form_class": RoublesField, "widget": UnfoldAdminDecimalFieldWidget}}


def roubles(kopecks: int | None) -> str:
    return "—" if kopecks is None else f"{amount_in_figures(kopecks)}\N{NO-BREAK SPACE}₽"
