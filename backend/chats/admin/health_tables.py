"""What the database knows of cabinets, replies, drift and alerts; each table is one or two questions."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chats.admin.health_table import Table, link, moment
from chats.health.words import account_state_words, reply_state_words
from chats.models import ChatAccount
from chats.selectors.freshness import accounts_by_state, troubled_accounts
from chats.selectors.outbox import entered_at, piles, stuck_replies
from chats.selectors.sync_totals import latest_drift
from core import error_texts
from core.alerts.kinds import title_of
from core.models import HealthAlert

SHOWN: Final = 50
ALERTS_SHOWN: Final = 20


def alert_table(now: datetime) -> Table:
    alerts = HealthAlert.objects.confirmed().order_by("-since", "-pk")[:ALERTS_SHOWN]
    rows = [
        [
            link(reverse("admin:core_healthalert_change", args=[alert.pk]), title_of(alert.kind)),
            alert.label,
            moment(alert.since, now),
            moment(alert.recovered_at, now) if alert.recovered_at else _("goes on"),
        ]
        for alert in alerts
    ]
    return Table(_("Alerts"), [_("alert"), _("name"), _("since"), _("over since")], rows)


def late_table(now: datetime) -> Table:
    rows = [
        [
            link(reverse("admin:chats_chataccount_change", args=[account.pk]), account.title),
            account.workspace.name,
            account_state_words(account.state),
            moment(account.sync_state.fresh_at, now) if account.sync_state.fresh_at else _("never read"),
            _reason(account),
        ]
        for account in troubled_accounts(now=now)[:SHOWN]
    ]
    headers = [_("cabinet"), _("company"), _("state"), _("data of"), _("reason")]
    return Table(_("Cabinets that are late"), headers, rows)


def account_table() -> Table:
    address = reverse("admin:chats_chataccount_changelist")
    rows = [
        [
            link(f"{address}?state__exact={state}&disconnected_at__isempty=1", account_state_words(state)),
            str(number),
        ]
        for state, number in accounts_by_state().items()
    ]
    return Table(_("Cabinets by state"), [_("state"), _("number")], rows)


def stuck_table(now: datetime) -> Table:
    replies = stuck_replies(now=now).select_related("chat__chat_account__workspace").defer("text").order_by("pk")
    rows = [
        [
            link(reverse("admin:chats_reply_change", args=[reply.pk]), f"№ {reply.pk}"),
            reply_state_words(reply.state),
            reply.chat.chat_account.title,
            reply.chat.chat_account.workspace.name,
            moment(entered_at(reply), now),
        ]
        for reply in replies[:SHOWN]
    ]
    return Table(_("Stuck replies"), [_("reply"), _("state"), _("cabinet"), _("company"), _("waits since")], rows)


def reply_table(now: datetime) -> Table:
    address = reverse("admin:chats_reply_changelist")
    rows = [
        [
            link(f"{address}?state__exact={state}", reply_state_words(state)),
            str(pile.count),
            moment(pile.oldest_at, now),
        ]
        for state, pile in piles().items()
    ]
    return Table(_("Unfinished replies"), [_("state"), _("number"), _("waits since")], rows)


def drift_table(now: datetime) -> Table:
    rows = [
        [
            link(reverse("admin:chats_connectordrift_change", args=[drift.pk]), drift.kind),
            drift.marketplace,
            drift.where,
            str(drift.count),
            moment(drift.last_seen_at, now),
        ]
        for drift in latest_drift()[:ALERTS_SHOWN]
    ]
    headers = [_("kind"), _("marketplace"), _("where"), _("times"), _("last seen")]
    return Table(_("What differs from the documentation"), headers, rows)


def _reason(account: ChatAccount) -> str:
    code = account.state_code or account.sync_state.last_error_code
    return error_texts.text(code, get_language() or "ru") if code else _("no error is known")
