from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin

from accounts.admin.actors import staff_of
from accounts.services.audit import record
from billing.admin.roubles import IN_ROUBLES, roubles
from billing.models import Plan, Seller
from core.api.client import client_ip


class Rows(ModelAdmin):  # type: ignore[misc]
    """What staff set for all customers; each change is in the log, and nothing that was used is deleted."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        changed = {name: form.cleaned_data[name] for name in form.changed_data}
        record(
            f"{self.opts.model_name}.{'changed' if change else 'created'}",
            workspace=None,
            actor=staff_of(request),
            about=obj,
            details=changed,
            ip=client_ip(request),
        )


@admin.register(Plan)
class PlanAdmin(Rows):
    list_display = ("name", "monthly", "chat_account_limit", "member_limit", "is_public", "position")
    list_filter = ("is_public",)
    formfield_overrides = IN_ROUBLES
    search_fields = ("name", "code")

    @admin.display(description=gettext_lazy("price a month"), ordering="price")
    def monthly(self, plan: Plan) -> str:
        return roubles(plan.price)


@admin.register(Seller)
class SellerAdmin(Rows):
    list_display = ("name", "inn", "vat_rate", "is_current")
