from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.actors import staff_of
from accounts.services import audit
from billing.admin.forms import PilotForm, terms_of, usual_pilot
from billing.models import Lead, Pilot
from billing.services.leads import decline_lead, forget_lead
from billing.services.pilots import take_lead
from core.admin.deeds import DeedAdmin, row_deed
from core.api.client import client_ip


@admin.register(Lead)
class LeadAdmin(DeedAdmin):
    """Who asked to hear from us. Made by the public page; staff settle them."""

    list_display = ("contact", "state", "created_at", "pilot", "note")
    list_filter = ("state",)
    list_select_related = ("pilot__workspace",)
    search_fields = ("contact", "note")
    fields = ("contact", "state", "note", "created_at", "consented_at", "consent_revision", "pilot")
    readonly_fields = ("contact", "state", "created_at", "consented_at", "consent_revision", "pilot")
    actions_detail = ("take", "decline", "forget")
    actions = None

    def deeds_for(self, row: Lead) -> dict[str, bool]:
        is_new = row.state == Lead.State.NEW
        return {"take": is_new, "decline": is_new, "forget": True}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Erased by the deed of that name, which leaves a trace."""
        return False

    def save_model(self, request: HttpRequest, obj: Lead, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        audit.record("lead.noted", workspace=None, actor=staff_of(request), about=obj, ip=client_ip(request))

    def has_settle_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("billing.change_lead")

    @admin.display(description=gettext_lazy("pilot"), empty_value="—")
    def pilot(self, lead: Lead) -> str | None:
        return str(lead.pilot) if hasattr(lead, "pilot") else None

    @row_deed(gettext_lazy("Make a workspace with a pilot"), path="take", permission="settle")
    def take(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(lead: Lead, filled: dict[str, Any]) -> Pilot:
            return take_lead(
                lead=lead,
                name=filled["name"],
                slug=filled["slug"],
                terms=terms_of(filled),
                author=staff_of(request),
                ip=client_ip(request),
            )

        text = _("Make a workspace and a pilot for this lead?")
        return self.answer(request, object_id, text=text, deed=deed, form=PilotForm, initial=usual_pilot)

    @row_deed(gettext_lazy("Decline"), path="decline", permission="settle")
    def decline(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(lead: Lead, _filled: dict[str, Any]) -> None:
            decline_lead(lead=lead, author=staff_of(request), ip=client_ip(request))

        return self.answer(request, object_id, text=_("Decline this lead?"), deed=deed)

    @row_deed(gettext_lazy("Erase on request"), path="forget", permission="settle")
    def forget(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(lead: Lead, _filled: dict[str, Any]) -> None:
            forget_lead(lead=lead, author=staff_of(request), ip=client_ip(request))

        text = _("Erase what this person left? It cannot be called back.")
        return self.answer(request, object_id, text=text, deed=deed, gone=True)
