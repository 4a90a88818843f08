"""The sidebar of the admin: what staff open, in the order they need it."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _


def _item(title: Any, icon: str, model: str) -> dict[str, Any]:
    app, _separator, name = model.partition("_")
    link = reverse_lazy(f"admin:{model}_changelist")
    return {"title": title, "icon": icon, "link": link, "permission": _who_may(f"{app}.view_{name}")}


def _page(title: Any, icon: str, name: str, permission: str) -> dict[str, Any]:
    return {"title": title, "icon": icon, "link": reverse_lazy(name), "permission": _who_may(permission)}


def _who_may(permission: str) -> Callable[[HttpRequest], bool]:
    """Nobody is shown the way to a page that would be refused."""
    return lambda request: request.user.has_perm(permission)


NAVIGATION: Final[list[dict[str, Any]]] = [
    {
        "title": _("Chats"),
        "separator": True,
        "items": [
            _item(_("Chat accounts"), "storefront", "chats_chataccount"),
            _item(_("Sync runs"), "sync", "chats_syncrun"),
            _item(_("Replies"), "outbox", "chats_reply"),
            _item(_("Text checks"), "spellcheck", "chats_textrules"),
            _item(_("Events of the clock"), "alarm", "sla_event"),
            _item(_("Deliveries of notifications"), "mark_email_read", "sla_delivery"),
        ],
    },
    {
        "title": _("Reply clock"),
        "separator": True,
        "items": [
            _item(_("Reply obligations"), "timer", "sla_obligation"),
            _item(_("Reply targets"), "flag", "sla_policy"),
            _item(_("Calendars"), "calendar_month", "sla_calendar"),
            _item(_("Baselines"), "history_toggle_off", "sla_baseline"),
            _item(_("Weekly reports"), "mail", "sla_weeklyreport"),
        ],
    },
    {
        "title": _("Customers"),
        "separator": True,
        "items": [
            _page(_("Today"), "today", "today_page", "billing.view_pilot"),
            _item(_("Leads"), "contact_mail", "billing_lead"),
            _item(_("Pilots"), "rocket_launch", "billing_pilot"),
            _page(_("Progress of the pilots"), "query_stats", "pilots_page", "billing.view_pilot"),
            _item(_("Public documents"), "gavel", "billing_document"),
        ],
    },
    {
        "title": _("Money"),
        "separator": True,
        "items": [
            _item(_("Subscriptions"), "autorenew", "billing_subscription"),
            _item(_("Invoices"), "receipt_long", "billing_invoice"),
            _item(_("Plans"), "sell", "billing_plan"),
            _item(_("Our requisites"), "account_balance", "billing_seller"),
        ],
    },
    {
        "title": _("Companies"),
        "separator": True,
        "items": [
            _item(_("Workspaces"), "corporate_fare", "accounts_workspace"),
            _item(_("Members"), "groups", "accounts_membership"),
            _item(_("Users"), "person", "accounts_user"),
            _item(_("API keys"), "key", "accounts_apikey"),
            _item(_("Audit log"), "history", "accounts_auditentry"),
        ],
    },
    {
        "title": _("Operation"),
        "separator": True,
        "items": [
            _page(_("State of the service"), "monitor_heart", "health_page", "chats.view_chataccount"),
            _item(_("Health alerts"), "notifications", "core_healthalert"),
            _item(_("Waiting mails"), "outgoing_mail", "core_waitingmail"),
            _item(_("Drift of marketplaces"), "compare_arrows", "chats_connectordrift"),
            _item(_("Periodic tasks"), "schedule", "django_celery_beat_periodictask"),
        ],
    },
]
