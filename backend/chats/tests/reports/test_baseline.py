"""How the workspace answered before: frozen at the end of the import, pooled as samples, right for ever."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import ChatAccount, SyncState
from chats.services.baselines import freeze_due_baselines, measure_outdated_baselines
from chats.tasks.reports import keep_baselines
from chats.tests.factories import NOW, make_account
from chats.tests.reports.conversations import DAY, HOUR, answer, ask
from sla.models import Baseline, BaselineObligation
from sla.tests.factories import make_calendar, make_policy

CONNECTED = NOW - 10 * DAY
BEFORE = CONNECTED - DAY


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace, connected_at=CONNECTED)


def baseline(client: APIClient, query: str = "") -> Any:
    response = client.get(f"/api/v1/reports/baseline{query}")
    assert response.status_code == 200
    return response.json()


def rerun_import(account: ChatAccount, state: str) -> None:
    SyncState.objects.filter(chat_account=account).update(import_state=state)


def test_it_holds_the_thirty_days_before_the_connection(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=CONNECTED - 30 * DAY - HOUR, answered_after=9 * HOUR)
    ask(account, at=CONNECTED - 30 * DAY, answered_after=HOUR)
    ask(account, at=CONNECTED - HOUR, answered_after=3 * HOUR)
    ask(account, at=CONNECTED, answered_after=9 * HOUR)

    freeze_due_baselines(now=NOW)

    found = baseline(agent)
    assert (found["from"], found["to"]) == ("2026-10-14T12:00:00Z", "2026-11-13T12:00:00Z")
    assert found["frozen_at"] == "2026-11-23T12:00:00Z"
    assert (found["total"]["n"], found["total"]["median_seconds"]) == (2, 2 * 3600)


def test_nothing_is_frozen_before_the_import_is_through(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=BEFORE, answered_after=HOUR)
    rerun_import(account, SyncState.ImportState.RUNNING)

    freeze_due_baselines(now=NOW)
    running = baseline(agent)
    rerun_import(account, SyncState.ImportState.DONE)
    freeze_due_baselines(now=NOW)

    assert (running["frozen_at"], running["total"]["n"]) == (None, 0)
    assert [(row["title"], row["frozen_at"]) for row in running["accounts"]] == [("Лавка на Ozon", None)]
    assert baseline(agent)["total"]["n"] == 1


def test_what_is_found_before_the_freezing_counts_and_later_does_not(agent: APIClient, account: ChatAccount) -> None:
    waiting = ask(account, at=BEFORE)
    ask(account, at=BEFORE, answered_after=HOUR)
    freeze_due_baselines(now=NOW)
    frozen = baseline(agent)

    ask(account, at=BEFORE, answered_after=20 * HOUR)
    answer(waiting, at=NOW - HOUR)
    ask(account, at=NOW - HOUR, chat=waiting)
    freeze_due_baselines(now=NOW)

    assert baseline(agent) == frozen
    assert (frozen["total"]["open"], frozen["total"]["never_answered"]) == (1, 1)


def test_chats_are_locked_in_their_order(account: ChatAccount) -> None:
    """What refers to a chat locks it at the commit, and who locks several begins with the smallest id."""
    first = ask(account, at=BEFORE - DAY, answered_after=HOUR)
    ask(account, at=BEFORE, answered_after=HOUR)
    ask(account, at=BEFORE, answered_after=HOUR, chat=first)

    freeze_due_baselines(now=NOW)

    chats = list(BaselineObligation.objects.order_by("pk").values_list("chat_id", flat=True))
    assert chats == [first.pk, first.pk, first.pk + 1]


def test_samples_are_pooled_and_not_their_medians(agent: APIClient, workspace: Workspace, account: ChatAccount) -> None:
    other = make_account(workspace=workspace, connected_at=CONNECTED)
    for _ in range(4):
        ask(account, at=BEFORE, answered_after=HOUR)
    ask(other, at=BEFORE, answered_after=9 * HOUR)

    freeze_due_baselines(now=NOW)

    found = baseline(agent)
    assert found["total"]["median_seconds"] == 3600
    assert [row["figures"]["median_seconds"] for row in found["accounts"]] == [3600, 9 * 3600]
    assert baseline(agent, f"?chat_account={other.pk}")["total"]["n"] == 1


def test_each_cabinet_is_judged_as_of_its_own_freezing(agent: APIClient, workspace: Workspace) -> None:
    early = make_account(workspace=workspace, connected_at=CONNECTED)
    ask(early, at=CONNECTED - HOUR)
    freeze_due_baselines(now=CONNECTED + HOUR)
    late = make_account(workspace=workspace, connected_at=CONNECTED)
    ask(late, at=CONNECTED - HOUR)
    freeze_due_baselines(now=CONNECTED + 2 * DAY)

    figures = baseline(agent)["total"]

    assert (figures["n"], figures["open"], figures["missed"], figures["never_answered"]) == (2, 2, 1, 1)


def test_the_chats_behind_it_can_be_read(agent: APIClient, account: ChatAccount) -> None:
    chat = ask(account, at=BEFORE, answered_after=HOUR)
    ask(account, at=NOW - DAY, answered_after=HOUR)
    freeze_due_baselines(now=NOW)

    listed = agent.get("/api/v1/reports/obligations?baseline=true&outcome=within_24h").json()["results"]

    assert [row["chat"]["id"] for row in listed] == [str(chat.pk)]


def test_it_outlives_the_chats_it_was_made_of(agent: APIClient, account: ChatAccount) -> None:
    chat = ask(account, at=BEFORE, answered_after=HOUR)
    freeze_due_baselines(now=NOW)

    chat.delete()

    assert baseline(agent)["total"]["n"] == 1
    [listed] = agent.get("/api/v1/reports/obligations?baseline=true").json()["results"]
    assert listed["chat"] is None


def test_a_cabinet_that_comes_back_keeps_its_first_baseline(agent: APIClient, account: ChatAccount) -> None:
    ask(account, at=BEFORE, answered_after=9 * HOUR)
    freeze_due_baselines(now=NOW)
    frozen = baseline(agent)
    ask(account, at=NOW - 2 * DAY, answered_after=HOUR)

    ChatAccount.objects.filter(pk=account.pk).update(connected_at=NOW)
    freeze_due_baselines(now=NOW)

    assert baseline(agent) == frozen
    with time_machine.travel(NOW, tick=False):
        assert agent.get("/api/v1/reports/response-times").json()["total"]["n"] == 1


def test_the_first_hours_of_the_owner_also_measure_the_time_before(
    agent: APIClient, workspace: Workspace, account: ChatAccount
) -> None:
    friday = datetime.fromisoformat("2026-11-06T17:00:00+03:00")
    ask(account, at=friday, answered_after=timedelta(days=2, hours=17))
    freeze_due_baselines(now=NOW)
    around_the_clock = baseline(agent)["total"]

    calendar = make_calendar(workspace=workspace, since=NOW)
    make_policy(workspace=workspace, calendar=calendar, since=NOW, minutes=120)
    measure_outdated_baselines(now=NOW)

    in_hours = baseline(agent)["total"]
    assert (around_the_clock["met"], around_the_clock["median_working_seconds"]) == (0, 65 * 3600)
    assert (in_hours["met"], in_hours["median_working_seconds"]) == (1, 2 * 3600)
    assert in_hours["median_seconds"] == around_the_clock["median_seconds"] == 65 * 3600


def test_the_hours_that_an_owner_sets_over_what_is_built_in_measure_the_time_before(
    owner: APIClient, workspace: Workspace, account: ChatAccount
) -> None:
    """The settings page shows what is built in before anybody chooses."""
    friday = datetime.fromisoformat("2026-11-06T17:00:00+03:00")
    ask(account, at=friday, answered_after=timedelta(days=2, hours=17))
    freeze_due_baselines(now=NOW)
    [built_in] = owner.get("/api/v1/sla/policies").json()["results"]
    calendar = make_calendar(workspace=workspace, since=NOW)
    untouched = baseline(owner)["total"]["met"]

    change = {"first_minutes": 120, "next_minutes": 120, "calendar": str(calendar.pk)}
    changed = owner.patch(f"/api/v1/sla/policies/{built_in['id']}", change, headers={"If-Match": '"1"'})
    measure_outdated_baselines(now=timezone.now())

    assert changed.status_code == 200
    assert (untouched, baseline(owner)["total"]["met"]) == (0, 1)
    assert baseline(owner)["total"]["median_working_seconds"] == 2 * 3600


def test_a_baseline_is_not_measured_again_for_nothing(workspace: Workspace, account: ChatAccount) -> None:
    ask(account, at=BEFORE, answered_after=HOUR)
    freeze_due_baselines(now=NOW)
    make_policy(workspace=workspace, since=NOW, minutes=30)

    assert measure_outdated_baselines(now=NOW + HOUR) == 1
    assert measure_outdated_baselines(now=NOW + 2 * HOUR) == 0


def test_the_task_freezes_once_however_often_it_runs(account: ChatAccount) -> None:
    ask(account, at=BEFORE, answered_after=HOUR)

    keep_baselines()
    [first] = Baseline.objects.values_list("pk", "frozen_at", "sample_size")
    keep_baselines()

    assert [first] == list(Baseline.objects.values_list("pk", "frozen_at", "sample_size"))
    assert first[2] == 1


def test_an_import_that_was_wrong_is_frozen_anew_by_hand(agent: APIClient, account: ChatAccount) -> None:
    freeze_due_baselines(now=NOW)
    ask(account, at=BEFORE, answered_after=HOUR)
    ChatAccount.objects.filter(pk=account.pk).update(connected_at=NOW)

    call_command("freeze_baseline", account=account.pk)

    found = baseline(agent)
    assert (found["to"], found["total"]["n"]) == ("2026-11-13T12:00:00Z", 1)
    rerun_import(account, SyncState.ImportState.RUNNING)
    with pytest.raises(CommandError, match="not through"):
        call_command("freeze_baseline", account=account.pk)
