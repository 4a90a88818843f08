"""What staff see of the clock: everything, without changing any of it."""

from datetime import UTC, datetime

from django.test import Client
from django.urls import reverse

from accounts.models import Workspace
from chats.services.clock import refresh_clock
from chats.tests.factories import make_account, make_chat, make_message
from sla.models import Calendar, Obligation, Policy
from sla.tests.factories import make_calendar, make_policy

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
BUYERS_WORDS = "Крышка не закрывается"


def opened(staff: Client, name: str, *args: int) -> str:
    response = staff.get(reverse(f"admin:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


def test_policies_and_calendars_are_shown_with_their_versions(staff: Client, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, weekdays="09:15–13:45", title="Склад", since=SINCE)
    account = make_account(workspace=workspace, title="Лавка на Ozon")
    make_policy(workspace=workspace, minutes=37, chat_account=account, calendar=calendar, since=SINCE)

    assert "Лавка на Ozon" in opened(staff, "sla_policy_changelist")
    assert "37" in opened(staff, "sla_policy_change", Policy.objects.get().pk)
    assert "Склад" in opened(staff, "sla_calendar_changelist")
    page = opened(staff, "sla_calendar_change", Calendar.objects.get().pk)
    assert "09:15–13:45" in page
    assert 'name="_save"' not in page


def test_an_obligation_is_shown_without_the_words_of_its_chat(staff: Client, workspace: Workspace) -> None:
    chat = make_chat(workspace=workspace)
    message = make_message(chat=chat, text=BUYERS_WORDS)
    refresh_clock(chat, now=message.sent_at)

    listed = opened(staff, "sla_obligation_changelist")
    page = opened(staff, "sla_obligation_change", Obligation.objects.get().pk)

    assert BUYERS_WORDS not in listed + page
    assert message.external_id in page
    assert 'name="_save"' not in page
