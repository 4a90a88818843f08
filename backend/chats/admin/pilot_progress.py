"""Pilots against their success criteria, and what a seller sees: numbers and states, no words of buyers."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from billing.models import Pilot
from billing.success import Progress
from chats.admin.health_table import Table, link, moment
from chats.health.words import account_state_words
from chats.models import ChatAccount
from chats.selectors.inbox import InboxFilters, Queue, count_inbox
from chats.selectors.pilot_progress import PilotView, look_at_pilot

SHOWN: Final = 50
RECENT_DAYS: Final = 31


@require_safe
@never_cache
def pilots_page(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    pilots = (
        Pilot.objects.exclude(state=Pilot.State.CANCELLED).select_related("workspace").order_by("-starts_on", "-pk")
    )
    rows = []
    for pilot in pilots[:50]:
        progress = look_at_pilot(pilot, now=now).progress
        name = link(reverse("pilot_progress", args=[pilot.pk]), str(pilot))
        rows.append(
            [name, pilot.get_state_display(), *(f"{value} · {met}" for _name, _goal, value, met in judged(progress))]
        )
    headers = [_("pilot"), _("state"), _("connected cabinets"), _("days in use"), _("response time")]
    return _page(request, _("Progress of the pilots"), [Table(_("Success criteria"), headers, rows)])


@require_safe
@never_cache
def pilot_progress(request: HttpRequest, pilot_id: int) -> HttpResponse:
    pilot = get_object_or_404(Pilot.objects.select_related("workspace"), pk=pilot_id)
    now = timezone.now()
    view = look_at_pilot(pilot, now=now)
    tables = [criteria_table(view), account_table(pilot, now), seller_table(pilot, now), day_table(view)]
    return _page(request, str(pilot), tables)


def _page(request: HttpRequest, title: str, tables: list[Table]) -> HttpResponse:
    if not request.user.has_perm("billing.view_pilot"):
        raise PermissionDenied
    context = {**admin.site.each_context(request), "title": title, "tables": tables}
    return TemplateResponse(request, "admin/chats/health.html", context)


def criteria_table(view: PilotView) -> Table:
    return Table(_("Success criteria"), [_("criterion"), _("goal"), _("value"), _("met")], judged(view.progress))


def judged(progress: Progress) -> list[list[str]]:
    used = _("%(used)d of %(passed)d") % {"used": progress.days_used, "passed": progress.days_passed}
    change = "—" if progress.change is None else f"{progress.change:+.0%}".replace("-", "−").replace("%", "\u00a0%")
    return [
        [_("connected cabinets"), _("3 to 5"), str(progress.cabinets), met(progress.connects_enough)],
        [_("days in use"), _("every day"), used, met(progress.is_used_daily)],
        [_("response time"), _("at least 30 % shorter"), change, met(progress.answers_faster)],
    ]


def met(answer: bool | None) -> str:
    if answer is None:
        return _("too early to say")
    return _("yes") if answer else _("no")


def account_table(pilot: Pilot, now: datetime) -> Table:
    accounts = (
        ChatAccount.objects.for_workspace(pilot.workspace).live().select_related("sync_state").defer("credentials")
    )
    rows = [
        [
            link(reverse("admin:chats_chataccount_change", args=[account.pk]), account.title),
            account_state_words(account.state),
            moment(account.sync_state.fresh_at, now),
        ]
        for account in accounts.select_related("sync_state").order_by("pk")
    ]
    return Table(_("Cabinets"), [_("cabinet"), _("state"), _("data of")], rows)


def seller_table(pilot: Pilot, now: datetime) -> Table:
    """The counters of his inbox."""
    lengths = count_inbox(pilot.workspace, InboxFilters(), now=now).queues
    names = {
        Queue.WAITING: _("waiting for an answer"),
        Queue.URGENT: _("urgent"),
        Queue.LATE: _("overdue"),
        Queue.UNREAD: _("unread"),
        Queue.FAILED: _("not sent"),
        Queue.ALL: _("all"),
    }
    rows = [[name, str(lengths[queue.value])] for queue, name in names.items()]
    return Table(_("What the seller sees"), [_("state"), _("number")], rows)


def day_table(view: PilotView) -> Table:
    rows = [
        [f"{day.date:%d.%m.%Y}", str(day.active_members), str(day.replies_sent)]
        for day in reversed(view.days[-RECENT_DAYS:])
    ]
    return Table(_("Days"), [_("day"), _("active members"), _("replies sent")], rows)
