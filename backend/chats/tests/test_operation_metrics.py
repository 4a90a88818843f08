from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from prometheus_client.parser import text_string_to_metric_families

from accounts.models import Workspace
from chats.models import ChangeCounter, ChatAccount, ConnectorDrift, SyncHour, SyncRun, SyncState
from chats.services.call_counts import count_call
from chats.tests.factories import NOW, make_account, make_chat, make_reply
from chats.tests.moving_clock import MovingClock
from connectors.observed import ObservedCall

HOUR: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MOST_QUERIES: Final = 15


@pytest.fixture(autouse=True)
def _at_noon(clock: MovingClock) -> None:
    clock.pass_time((NOW - clock.now()).total_seconds())


def scraped(client: Client) -> dict[tuple[str, ...], float]:
    """Each number under its name and the values of its labels in the order of their names."""
    families = text_string_to_metric_families(client.get("/metrics").content.decode())
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


def aged(workspace: Workspace, seconds: float, **fields: Any) -> ChatAccount:
    account = make_account(workspace=workspace, **fields)
    SyncState.objects.filter(chat_account=account).update(fresh_at=NOW - timedelta(seconds=seconds))
    return account


def test_the_age_of_the_data_is_told_by_quantiles(client: Client, workspace: Workspace) -> None:
    for seconds in range(1, 101):
        aged(workspace, seconds)
    aged(workspace, 4000)
    aged(workspace, 90_000, state=ChatAccount.State.NEEDS_KEY)
    aged(workspace, 90_000, state=ChatAccount.State.PAUSED)
    aged(workspace, 90_000, disconnected_at=NOW)

    found = scraped(client)

    assert found["agentiq_freshness_age_seconds", "0.5"] == 51
    assert found["agentiq_freshness_age_seconds", "1.0"] == 4000
    assert found["agentiq_late_accounts",] == 1
    assert found["agentiq_accounts", "active"] == 101
    assert found["agentiq_accounts", "needs_key"] == 1
    assert found["agentiq_accounts", "blocked"] == 0
    assert found["agentiq_imports", "done"] == 103


def test_without_a_cabinet_there_is_no_age(client: Client, db: None) -> None:
    found = scraped(client)

    assert not any(name == "agentiq_freshness_age_seconds" for name, *_ in found)
    assert found["agentiq_late_accounts",] == 0
    assert found["agentiq_metrics_source_up", "freshness"] == 1


def test_runs_are_counted_by_result_since_the_full_hour(client: Client, workspace: Workspace) -> None:
    account = make_account(workspace=workspace)
    SyncHour.objects.create(
        chat_account=account, hour=HOUR, runs=60, idle_runs=50, failed_runs=3, skipped_runs=2, calls=130
    )
    SyncHour.objects.create(chat_account=account, hour=HOUR - timedelta(hours=1), runs=60)
    for result in ("ok", "failed"):
        SyncRun.objects.create(chat_account=account, kind="import", result=result, started_at=NOW, ended_at=NOW)

    found = scraped(client)

    looks = {key[2]: value for key, value in found.items() if key[:2] == ("agentiq_sync_runs_total", "look")}
    assert looks == {"stored": 7, "idle": 50, "failed": 3, "skipped": 2}
    assert found["agentiq_sync_runs_total", "import", "ok"] == 1
    assert found["agentiq_sync_runs_total", "import", "failed"] == 1
    assert found["agentiq_sync_runs_total", "sweep", "failed"] == 0


def test_replies_are_counted_by_state_with_the_age_of_the_oldest(client: Client, workspace: Workspace) -> None:
    account = make_account(workspace=workspace)
    for minutes in (1, 4):
        make_reply(chat=make_chat(account=account), queued_at=NOW - timedelta(minutes=minutes))
    make_reply(chat=make_chat(account=account), state="accepted", accepted_at=NOW, is_simulated=True)
    make_reply(chat=make_chat(account=account), state="failed")
    make_reply(chat=make_chat(account=account), state="delivered")

    found = scraped(client)

    states = {key[1]: value for key, value in found.items() if key[0] == "agentiq_replies"}
    assert states == {"queued": 2, "sending": 0, "accepted": 0, "unclear": 0, "failed": 1}
    assert found["agentiq_oldest_reply_seconds", "queued"] == 240
    assert found["agentiq_stuck_replies",] == 1


def test_calls_drift_and_the_size_of_the_feed_are_told(client: Client, workspace: Workspace) -> None:
    for outcome, seconds in (("200", 0.2), ("200", 0.3), ("429", 0.01)):
        count_call("ozon", ObservedCall(method="/v3/chat/list", outcome=outcome, seconds=seconds))
    ChangeCounter.objects.create(workspace=workspace, seq=120, dropped_up_to=20)
    for where in ("chat_list.kind", "history.user"):
        ConnectorDrift.objects.create(
            marketplace="ozon", kind="unknown_value", where=where, count=4, first_seen_at=NOW, last_seen_at=NOW
        )

    found = scraped(client)

    assert found["agentiq_marketplace_calls_total", "ozon", "/v3/chat/list", "200"] == 2
    assert found["agentiq_marketplace_calls_total", "ozon", "/v3/chat/list", "429"] == 1
    assert found["agentiq_marketplace_call_seconds_total", "ozon", "/v3/chat/list", "200"] == 0.5
    assert found["agentiq_changes_total",] == 120
    assert found["agentiq_changes_kept",] == 100
    assert found["agentiq_drift_total", "unknown_value", "ozon"] == 8


def test_a_scrape_costs_the_same_for_one_cabinet_and_for_many(client: Client, workspace: Workspace) -> None:
    with CaptureQueriesContext(connection) as without:
        few = scraped(client)
    for _number in range(40):
        make_reply(chat=make_chat(account=make_account(workspace=workspace)))

    with CaptureQueriesContext(connection) as with_many:
        many = scraped(client)

    assert len(without) == len(with_many) <= MOST_QUERIES
    assert len(many) - len(few) <= 10
