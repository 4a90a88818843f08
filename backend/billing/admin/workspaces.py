"""The page of a workspace, with what it pays and the way to a pilot; accounts, below, knows of neither."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.admin.workspaces import WorkspaceAdmin
from accounts.models import Workspace
from billing.admin.pilot_deed import PilotDeed
from billing.models import Pilot, Subscription

admin.site.unregister(Workspace)


@admin.register(Workspace)
class PayingWorkspaceAdmin(PilotDeed, WorkspaceAdmin):
    actions_detail = ("pilot",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed: tuple[str, ...] = super().get_readonly_fields(request, obj)
        if obj is None:
            return fixed
        sees_money = request.user.has_perm("billing.view_subscription")
        return (*fixed, "pilots", *(("money",) if sees_money else ()))

    @admin.display(description=gettext_lazy("pilots"), empty_value="—")
    def pilots(self, workspace: Workspace) -> SafeString:
        pilots = Pilot.objects.for_workspace(workspace).select_related("workspace")
        return _links(
            (reverse("admin:billing_pilot_change", args=[pilot.pk]), f"{pilot.get_state_display()}, {pilot.days}")
            for pilot in pilots
        )

    @admin.display(description=gettext_lazy("subscription and invoices"), empty_value="—")
    def money(self, workspace: Workspace) -> SafeString:
        subscriptions = Subscription.objects.for_workspace(workspace).select_related("plan")
        links = [
            (reverse("admin:billing_subscription_change", args=[one.pk]), f"{one.plan}: {one.get_state_display()}")
            for one in subscriptions
        ]
        invoices = reverse("admin:billing_invoice_changelist") + f"?workspace__id__exact={workspace.pk}"
        return _links([*links, (invoices, _("invoices"))])


def _links(links: Iterable[tuple[str, str]]) -> SafeString:
    return format_html_join(" · ", '<a class="text-primary-600" href="{}">{}</a>', links)
