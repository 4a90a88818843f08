from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from core.admin.read_only import ReadOnlyAdmin
from sla.models import WeeklyReport

SENT = _("sent")
WAITING = _("waiting")


@admin.register(WeeklyReport)
class WeeklyReportAdmin(ReadOnlyAdmin):
    """Which owner got the report of which week, and whose mail is still tried."""

    list_display = ("week_date", "workspace", "reader", "state_label", "attempts", "created_at", "sent_at")
    list_filter = ("week_date",)
    list_select_related = ("membership__workspace", "membership__user")
    search_fields = ("membership__user__email", "membership__workspace__name", "membership__workspace__slug")
    ordering = ("-week_date", "-pk")
    fields = readonly_fields = (
        "week_date",
        "workspace",
        "reader",
        "state_label",
        "attempts",
        "created_at",
        "claimed_until",
        "sent_at",
    )

    @admin.display(description=_("workspace"), ordering="membership__workspace")
    def workspace(self, report: WeeklyReport) -> str:
        return report.membership.workspace.name

    @admin.display(description=_("reader"))
    def reader(self, report: WeeklyReport) -> str:
        return report.membership.user.email

    @display(description=_("state"), label={SENT: "success", WAITING: "info"})  # type: ignore[untyped-decorator]
    def state_label(self, report: WeeklyReport) -> str:
        return str(SENT if report.sent_at else WAITING)
