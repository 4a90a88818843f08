"""Pilots against their success criteria, and what a seller sees: numbers and states, no words of buyers."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from billing.models import Pilot
from billing.success import Progress
from chats.admin.health_table import Table, link, moment
from chats.admin.table_page import table_page
from chats.health.words import account_state_words
from chats.models import ChatAccount
from chats.selectors.inbox import InboxFilters, Queue, count_inbox
from chats.selectors.pilot_progress import PilotView, look_at_pilot

SHOWN: Final = 50
RECENT_DAYS: Final = 31
PERMISSION: Final = "billing.view_pilot"


@require_safe
@never_cache
def pilots_page(request: HttpRequest) -> HttpResponse:
    return table_page(
        request,
        permission=PERMISSION,
        title=_("Progress of the pilots"),
        tables=lambda now: [pilot_table(now)],
    )


@require_safe
@never_cache
def pilot_progress(request: HttpRequest, pilot_id: int) -> HttpResponse:
    pilot = get_object_or_404(Pilot.objects.select_related("workspace"), pk=pilot_id)
    return table_page(request, permission=PERMISSION, title=str(pilot), tables=lambda now: tables_of(pilot, now))


def pilot_table(now: datetime) -> Table:
    pilots = Pilot.objects.exclude(state=Pilot.State.CANCELLED).select_related("workspace")
    rows = []
    for pilot in pilots.order_by("-starts_on", "-pk")[:SHOWN]:
        progress = look_at_pilot(pilot, now=now).progress
        name = link(reverse("pilot_progress", args=[pilot.pk]), str(pilot))
        rows.append(
            [name, pilot.get_state_display(), *(f"{value} · {met}" for _name, _goal, value, met in judged(progress))]
        )
    headers = [_("pilot"), _("state"), _("connected cabinets"), _("days in use"), _("response time")]
    return Table(_("Success criteria"), headers, rows)


def tables_of(pilot: Pilot, now: datetime) -> list[Table]:
    view = look_at_pilot(pilot, now=now)
    return [criteria_table(view), account_table(pilot, now), seller_table(pilot, now), day_table(view)]


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
        for account in accounts.order_by("pk")
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
