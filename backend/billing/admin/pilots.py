from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.actors import staff_of
from accounts.services import audit
from billing.admin.forms import ConsentForm
from billing.admin.roubles import IN_ROUBLES
from billing.case_figures import days_of
from billing.models import Pilot
from billing.models.pilot import OPEN
from billing.services.case_studies import keep_consent, publish_case, unpublish_case, withdraw_consent
from billing.services.pilots import cancel_pilot, invite_owner
from core.admin.deeds import DeedAdmin, row_deed
from core.api.client import client_ip

MEASURED = ("baseline_words", "result_words")
GIVEN = ("consented_at", "consent_given_by", "published_at")


@admin.register(Pilot)
class PilotAdmin(DeedAdmin):
    """Pilots with their terms and days. What was measured and agreed is written by the product alone."""

    list_display = ("workspace", "state", "starts_on", "ends_on", "invited_at", "consented_at", "published_at")
    list_filter = ("state",)
    list_select_related = ("workspace",)
    search_fields = ("workspace__name", "workspace__slug", "owner_email")
    formfield_overrides = IN_ROUBLES
    actions = None
    actions_detail = ("invite", "cancel", "consent", "withdraw", "publish", "unpublish")
    fieldsets = (
        (None, {"fields": ("workspace", "state", "lead", "owner_email", "invited_at")}),
        (gettext_lazy("Terms"), {"fields": ("terms", "starts_on", "ends_on", "price_after")}),
        (gettext_lazy("Measured"), {"fields": MEASURED}),
        (gettext_lazy("Case study"), {"fields": ("slug", "case_title", "case_text", *GIVEN)}),
    )

    def deeds_for(self, row: Pilot) -> dict[str, bool]:
        is_measured = row.result is not None
        return {
            "invite": row.state in OPEN,
            "cancel": row.state in OPEN,
            "consent": row.consented_at is None,
            "withdraw": row.consented_at is not None,
            "publish": is_measured and row.consented_at is not None and row.published_at is None,
            "unpublish": row.published_at is not None,
        }

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The price is for those who answer for money; days and terms are fixed once the pilot is over."""
        fixed: tuple[str, ...] = ("workspace", "state", "lead", "invited_at", *MEASURED, *GIVEN)
        if obj is not None and obj.state not in OPEN:
            fixed = (*fixed, "terms", "starts_on", "ends_on")
        return fixed if request.user.has_perm("billing.price_pilot") else (*fixed, "price_after")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A pilot begins with a lead, or with the deed of a workspace."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Pilot, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        audit.record(
            "pilot.changed",
            workspace=obj.workspace,
            actor=staff_of(request),
            about=obj,
            details={name: form.cleaned_data[name] for name in form.changed_data},
            ip=client_ip(request),
        )

    def has_steer_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("billing.change_pilot")

    @admin.display(description=gettext_lazy("frozen baseline"))
    def baseline_words(self, pilot: Pilot) -> str:
        return figures_in_words(pilot.baseline)

    @admin.display(description=gettext_lazy("result"))
    def result_words(self, pilot: Pilot) -> str:
        return figures_in_words(pilot.result)

    @row_deed(gettext_lazy("Invite the owner"), path="invite", permission="steer")
    def invite(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(pilot: Pilot) -> None:
            invite_owner(pilot=pilot, author=staff_of(request), now=timezone.now(), ip=client_ip(request))

        return self._ask(request, object_id, _("Send the owner a mail with the invitation?"), deed)

    @row_deed(gettext_lazy("Cancel"), path="cancel", permission="steer")
    def cancel(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(pilot: Pilot) -> None:
            cancel_pilot(pilot=pilot, author=staff_of(request), now=timezone.now(), ip=client_ip(request))

        return self._ask(
            request, object_id, _("Cancel the pilot? What it granted ends now, and the days of grace begin."), deed
        )

    @row_deed(gettext_lazy("Note the agreement"), path="consent", permission="steer")
    def consent(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(pilot: Pilot, filled: dict[str, Any]) -> None:
            author, now, ip = staff_of(request), timezone.now(), client_ip(request)
            keep_consent(pilot=pilot, given_by=filled["given_by"], author=author, now=now, ip=ip)

        text = _("Did they agree that their name and figures are published?")
        return self.answer(request, object_id, text=text, deed=deed, form=ConsentForm)

    @row_deed(gettext_lazy("Withdraw the agreement"), path="withdraw", permission="steer")
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(pilot: Pilot) -> None:
            withdraw_consent(pilot=pilot, author=staff_of(request), ip=client_ip(request))

        return self._ask(request, object_id, _("Take the agreement back? The page is gone at once."), deed)

    @row_deed(gettext_lazy("Publish the case study"), path="publish", permission="steer")
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(pilot: Pilot) -> None:
            publish_case(pilot=pilot, author=staff_of(request), now=timezone.now(), ip=client_ip(request))

        return self._ask(request, object_id, _("Publish the case study for everybody?"), deed)

    @row_deed(gettext_lazy("Take the case study down"), path="unpublish", permission="steer")
    def unpublish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(pilot: Pilot) -> None:
            unpublish_case(pilot=pilot, author=staff_of(request), ip=client_ip(request))

        return self._ask(request, object_id, _("Take the case study down?"), deed)

    def _ask(self, request: HttpRequest, object_id: str, text: str, deed: Callable[[Pilot], None]) -> HttpResponse:
        return self.answer(request, object_id, text=text, deed=lambda pilot, _filled: deed(pilot))


def figures_in_words(kept: dict[str, Any] | None) -> str:
    if kept is None:
        return "—"
    total = kept["total"]
    hours = "—" if total["median_seconds"] is None else number_format(total["median_seconds"] / 3600, decimal_pos=1)
    starts_on, ends_on = days_of(kept)
    days = f"{starts_on:%d.%m.%Y} – {ends_on:%d.%m.%Y}"
    return _("%(days)s: %(n)s questions, median %(hours)s h") % {"days": days, "n": total["n"], "hours": hours}
