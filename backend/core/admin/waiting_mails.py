from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin.read_only import ReadOnlyAdmin
from core.models import WaitingMail


@admin.register(WaitingMail)
class WaitingMailAdmin(ReadOnlyAdmin):
    """To whom, since when, and what stands in the way; what it says stays sealed."""

    list_display = ("template", "to", "created_at", "due_at", "tries", "error", "given_up_at")
    list_filter = ("template", ("given_up_at", admin.EmptyFieldListFilter))
    ordering = ("-created_at", "-id")
    fields = readonly_fields = (
        "template",
        "to",
        "name",
        "created_at",
        "due_at",
        "leased_until",
        "tries",
        "error",
        "given_up_at",
    )

    @admin.display(description=_("recipients"))
    def to(self, mail: WaitingMail) -> str:
        return ", ".join(mail.recipients)
