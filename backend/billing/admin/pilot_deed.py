"""A pilot for a workspace that is there already, from whatever page it is looked at."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.actors import staff_of
from accounts.models import Workspace
from billing.admin.forms import TermsForm, terms_of, usual_pilot_of
from billing.models import Pilot, Subscription
from billing.services.pilots import plan_pilot
from core.admin.deeds import DeedAdmin, row_deed
from core.api.client import client_ip


class PilotDeed(DeedAdmin):
    """Whoever steers pilots may begin one, also where the page itself is for reading alone."""

    def has_pilot_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("billing.change_pilot")

    @row_deed(gettext_lazy("Begin a pilot"), path="pilot", permission="pilot")
    def pilot(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def deed(row: Workspace | Subscription, filled: dict[str, Any]) -> Pilot:
            author, ip = staff_of(request), client_ip(request)
            return plan_pilot(workspace=_workspace_of(row), terms=terms_of(filled), author=author, ip=ip)

        return self.answer(
            request,
            object_id,
            text=_("Begin a pilot? The workspace works on its days without paying."),
            deed=deed,
            form=TermsForm,
            initial=lambda row: usual_pilot_of(_workspace_of(row)),
            changes_row=False,
        )


def _workspace_of(row: Workspace | Subscription) -> Workspace:
    return row.workspace if isinstance(row, Subscription) else row
