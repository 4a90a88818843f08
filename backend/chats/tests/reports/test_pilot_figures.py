"""What is handed to the record of a pilot: the figures of the reports, as plain values."""

import json

from accounts.models import Workspace
from chats.selectors.pilot_figures import pilot_baseline, pilot_result
from chats.services.baselines import freeze_due_baselines
from chats.tests.factories import NOW, make_account
from chats.tests.reports.conversations import DAY, HOUR, ask

CONNECTED = NOW - 10 * DAY


def test_there_is_no_baseline_before_it_is_frozen(workspace: Workspace) -> None:
    ask(make_account(workspace=workspace, connected_at=CONNECTED), at=CONNECTED - DAY, answered_after=HOUR)

    assert pilot_baseline(workspace, now=NOW) is None


def test_before_and_after_are_told_apart_by_the_connection(workspace: Workspace) -> None:
    account = make_account(workspace=workspace, connected_at=CONNECTED)
    ask(account, at=CONNECTED - DAY, answered_after=20 * HOUR)
    ask(account, at=CONNECTED + DAY, answered_after=HOUR)
    freeze_due_baselines(now=NOW)

    before = pilot_baseline(workspace, now=NOW)
    result = pilot_result(workspace, starts_at=CONNECTED, ends_at=NOW, now=NOW)

    assert before is not None
    assert (before.total.n, before.total.median_seconds, before.ends_at) == (1, 20 * 3600, CONNECTED)
    assert (result.total.n, result.total.median_seconds, result.first.n) == (1, 3600, 1)


def test_it_can_be_stored_as_json(workspace: Workspace) -> None:
    make_account(workspace=workspace, connected_at=CONNECTED)
    freeze_due_baselines(now=NOW)

    before = pilot_baseline(workspace, now=NOW)

    assert before is not None
    stored = json.loads(json.dumps(before.as_json()))
    assert stored["ends_at"] == "2026-11-13T12:00:00+00:00"
    assert stored["total"]["within_target_share"] is None
