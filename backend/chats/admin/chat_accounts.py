from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.timesince import timesince
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_celery_beat.models import PeriodicTask
from unfold.decorators import display

from chats.admin.account_actions import AccountActions
from chats.freshness import is_delayed
from chats.models import ChatAccount
from chats.services.schedules import name_of
from core import error_texts
from core.admin.read_only import ReadOnlyAdmin

State = ChatAccount.State


@admin.register(ChatAccount)
class ChatAccountAdmin(AccountActions, ReadOnlyAdmin):
    """Which cabinets sync and why one does not. Owners connect and disconnect them; the key is shown to nobody."""

    list_display = (
        "title",
        "workspace",
        "marketplace",
        "state_label",
        "reason",
        "freshness",
        "import_progress",
        "failures",
        "connected_at",
    )
    list_filter = (
        "state",
        "marketplace",
        "sync_state__import_state",
        "can_send",
        ("disconnected_at", admin.EmptyFieldListFilter),
    )
    list_select_related = ("workspace", "sync_state")
    search_fields = ("title", "external_id", "workspace__name", "workspace__slug")
    ordering = ("-connected_at", "-id")
    fields = readonly_fields = (
        "workspace",
        "marketplace",
        "external_id",
        "title",
        "legal_name",
        "inn",
        "state_label",
        "reason",
        "state_changed_at",
        "freshness",
        "import_progress",
        "sweeps",
        "not_seen",
        "failures",
        "next_attempt",
        "key_end",
        "key_expires_at",
        "subscription",
        "can_read",
        "can_read_history",
        "can_send",
        "checked_at",
        "sandbox",
        "mark_read_at_marketplace",
        "connected_at",
        "disconnected_at",
        "see_also",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChatAccount]:
        """The ciphertext of the key never leaves the database."""
        accounts: QuerySet[ChatAccount] = super().get_queryset(request)
        return accounts.defer("credentials").select_related("workspace", "sync_state")

    @display(  # type: ignore[untyped-decorator]
        description=_("state"),
        ordering="state",
        label={
            State.ACTIVE.label: "success",
            State.PAUSED.label: "info",
            State.NEEDS_KEY.label: "danger",
            State.NEEDS_SUBSCRIPTION.label: "warning",
            State.BLOCKED.label: "danger",
        },
    )
    def state_label(self, account: ChatAccount) -> str:
        return State(account.state).label if account.is_live else str(_("disconnected"))

    @admin.display(description=_("reason"))
    def reason(self, account: ChatAccount) -> str:
        code = account.state_code or account.sync_state.last_error_code
        return error_texts.text(code, get_language() or "ru") if code else "–"

    @admin.display(description=_("data of"), ordering="sync_state__fresh_at")
    def freshness(self, account: ChatAccount) -> str:
        fresh_at, now = account.sync_state.fresh_at, timezone.now()
        if fresh_at is None:
            return str(_("never read"))
        age = _("%(age)s ago") % {"age": timesince(fresh_at, now)}
        late = is_delayed(fresh_at=fresh_at, connected_at=account.connected_at, is_watched=account.is_watched, now=now)
        return f"{timezone.localtime(fresh_at):%d.%m %H:%M:%S}, {age}" + (f" ({_('late')})" if late else "")

    @admin.display(description=_("import"))
    def import_progress(self, account: ChatAccount) -> str:
        state = account.sync_state
        total = "?" if state.import_chats_total is None else state.import_chats_total
        return f"{state.get_import_state_display()}: {state.import_chats_done} / {total}"

    @admin.display(description=_("whole list read"))
    def sweeps(self, account: ChatAccount) -> str:
        state = account.sync_state
        told = [(_("open chats"), state.swept_at), (_("all chats"), state.fully_swept_at)]
        words = [f"{what}: {timezone.localtime(at):%d.%m %H:%M}" if at else f"{what}: –" for what, at in told]
        if state.sweep_scope:
            words.append(_("under way, page %(page)s") % {"page": state.sweep_pages + 1})
        return "; ".join(words)

    @admin.display(description=_("lists cut short"))
    def not_seen(self, account: ChatAccount) -> str:
        """How often a list was longer than what we read of it, or led back to itself."""
        state = account.sync_state
        return f"{state.page_limits_hit} / {state.list_loops}"

    @admin.display(description=_("failures in a row"), ordering="sync_state__failures_in_row")
    def failures(self, account: ChatAccount) -> int:
        return account.sync_state.failures_in_row

    @admin.display(description=_("next attempt"))
    def next_attempt(self, account: ChatAccount) -> Any:
        return account.sync_state.next_attempt_at

    @admin.display(description=_("key ends with"))
    def key_end(self, account: ChatAccount) -> str:
        return f"…{account.key_hint}" if account.key_hint else "–"

    @admin.display(description=_("see also"))
    def see_also(self, account: ChatAccount) -> str:
        of_account = f"?chat_account__id__exact={account.pk}"
        links = [
            (reverse("admin:chats_syncrun_changelist") + of_account, _("sync runs")),
            (reverse("admin:chats_synchour_changelist") + of_account, _("looks per hour")),
            (reverse("admin:chats_reply_changelist") + f"?chat__{of_account[1:]}", _("replies")),
        ]
        for task in PeriodicTask.objects.filter(name=name_of(account)):
            links.append((reverse("admin:django_celery_beat_periodictask_change", args=[task.pk]), _("periodic task")))
        return format_html_join(" · ", '<a class="text-primary-600" href="{}">{}</a>', links)
