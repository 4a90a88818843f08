"""Pilots from their first day to their result, and what staff see of them."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry, Workspace
from accounts.tests.factories import make_actor
from billing.models import Pilot
from billing.periods import day_ends, moscow_day
from billing.tests.factories import make_figures, make_lead, make_pilot
from chats.models import Reply
from chats.selectors.pilot_progress import look_at_pilot
from chats.selectors.usage import daily_usage
from chats.services import pilots
from chats.services.pilots import tend_pilots
from chats.tests.factories import make_account, make_chat, make_message, make_reply

TODAY = moscow_day(timezone.now())
NOON = day_ends(TODAY) - timedelta(hours=12)
WORDS = "Где моя посылка, вы обещали вчера"


@pytest.fixture(autouse=True)
def _today_does_not_end() -> Iterator[None]:
    with time_machine.travel(NOON):
        yield


def test_a_pilot_starts_takes_the_baseline_and_ends_with_a_result(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = make_pilot(workspace=workspace, starts_on=TODAY, ends_on=TODAY + timedelta(days=13))
    tend_pilots(now=timezone.now())
    started = Pilot.objects.get()
    monkeypatch.setattr(pilots, "pilot_baseline", lambda *_args, **_named: Kept())

    tend_pilots(now=timezone.now())
    monkeypatch.undo()
    tend_pilots(now=day_ends(pilot.ends_on) - timedelta(seconds=1))
    running = Pilot.objects.get()
    tend_pilots(now=day_ends(pilot.ends_on))
    tend_pilots(now=day_ends(pilot.ends_on) + timedelta(days=1))

    ended = Pilot.objects.get()
    assert (started.state, started.baseline) == (Pilot.State.RUNNING, None)
    assert (running.state, running.baseline, running.result) == (Pilot.State.RUNNING, Kept().as_json(), None)
    assert ended.state == Pilot.State.FINISHED
    assert ended.result is not None
    assert ended.result["total"]["n"] == 0
    deeds = AuditEntry.objects.order_by("pk").values_list("action", flat=True)
    assert list(deeds) == ["pilot.started", "pilot.baseline_kept", "pilot.finished"]


class Kept:
    def as_json(self) -> dict[str, Any]:
        return make_figures(median_hours=20)


def test_a_pilot_that_has_not_begun_or_was_cancelled_is_left_alone(workspace: Workspace) -> None:
    make_pilot(workspace=workspace, starts_on=TODAY + timedelta(days=1))
    make_pilot(workspace=workspace, starts_on=TODAY - timedelta(days=60), state=Pilot.State.CANCELLED)

    tend_pilots(now=timezone.now())

    assert not AuditEntry.objects.exists()


def test_a_day_counts_who_worked_and_what_left_from_here(workspace: Workspace) -> None:
    chat = make_chat(account=make_account(workspace=workspace))
    anna, boris = make_actor(workspace=workspace), make_actor(workspace=workspace)
    make_reply(chat=chat, author=anna, state=Reply.State.DELIVERED)
    make_reply(chat=chat, author=boris, state=Reply.State.FAILED)
    make_reply(chat=chat, author=boris, state=Reply.State.ACCEPTED, is_simulated=True)
    today = timezone.localdate(timezone=ZoneInfo(workspace.time_zone))

    yesterday, now = daily_usage(workspace, first=today - timedelta(days=1), last=today)

    assert (yesterday.active_members, yesterday.replies_sent) == (0, 0)
    assert (now.active_members, now.replies_sent) == (2, 1)


def test_staff_see_numbers_and_states_but_no_words_of_buyers(staff: Client, workspace: Workspace) -> None:
    chat = make_chat(account=make_account(workspace=workspace, title="Лавка у пруда"))
    make_message(chat=chat, text=WORDS)
    figures: dict[str, Any] = {"baseline": make_figures(median_hours=20), "result": make_figures(median_hours=14)}
    pilot = make_pilot(workspace=workspace, state=Pilot.State.FINISHED, **figures)
    make_lead(contact="+7 900 000-00-00")

    pages = [
        staff.get(path).content.decode() for path in ("/admin/today/", "/admin/pilots/", f"/admin/pilots/{pilot.pk}/")
    ]

    assert "+7 900 000-00-00" in pages[0]
    assert "−30\u00a0%" in pages[1]
    assert "Лавка у пруда" in pages[2]
    assert not any(WORDS in page for page in pages)


def test_today_names_keys_and_pilots_that_need_somebody(staff: Client, workspace: Workspace) -> None:
    make_account(workspace=workspace, title="Скоро без ключа", key_expires_at=timezone.now() + timedelta(days=5))
    make_account(workspace=workspace, title="Ключ надолго", key_expires_at=timezone.now() + timedelta(days=80))
    make_pilot(workspace=workspace, starts_on=TODAY - timedelta(days=10), ends_on=TODAY + timedelta(days=3))

    page = staff.get("/admin/today/").content.decode()

    assert "Скоро без ключа" in page
    assert page.count("Лавка у реки") >= 3
    assert "никогда" in page


def test_the_days_of_a_pilot_that_are_over_are_judged(workspace: Workspace) -> None:
    pilot = make_pilot(workspace=workspace, starts_on=TODAY - timedelta(days=10))

    view = look_at_pilot(pilot, now=timezone.now())

    assert (len(view.days), view.progress.days_passed, view.progress.days_used) == (10, 10, 0)
    assert view.progress.answers_faster is None
