"""Trying targets and hours before saving them."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Workspace
from sla.models import Calendar, Policy
from sla.tests.factories import make_calendar, make_policy

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
THURSDAY = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
URL = "/api/v1/sla/preview"
DAY = [{"opens": "09:00", "closes": "13:00"}, {"opens": "14:00", "closes": "18:00"}]
HOURS: dict[str, Any] = {
    "time_zone": "Europe/Moscow",
    "week": [DAY] * 5 + [[], []],
    "exceptions": [{"date": "2026-11-30", "intervals": []}],
}


def try_out(client: APIClient, **body: Any) -> Any:
    with time_machine.travel(THURSDAY, tick=False):
        return client.post(URL, body, format="json")


def test_a_draft_says_when_answers_would_be_due(agent: APIClient) -> None:
    friday_evening = "2026-11-27T14:50:00Z"

    told = try_out(agent, first_minutes=30, next_minutes=60, hours=HOURS, opened_at=[friday_evening]).json()

    assert told["time_zone"] == "Europe/Moscow"
    assert told["moments"] == [
        {
            "opened_at": friday_evening,
            "first": {"warn_at": "2026-12-01T06:12:30Z", "due_at": "2026-12-01T06:20:00Z"},
            "next": {"warn_at": "2026-12-01T06:35:00Z", "due_at": "2026-12-01T06:50:00Z"},
        }
    ]
    assert not Calendar.objects.exists()
    assert not Policy.objects.exists()


def test_a_draft_shows_the_open_hours_of_seven_days(agent: APIClient) -> None:
    told = try_out(agent, hours=HOURS).json()

    assert [day["date"][-2:] for day in told["days"]] == ["26", "27", "28", "29", "30", "01", "02"]
    assert [len(day["stretches"]) for day in told["days"]] == [2, 2, 0, 0, 0, 2, 2]
    assert told["days"][0]["stretches"][0] == {"opens_at": "2026-11-26T06:00:00Z", "closes_at": "2026-11-26T10:00:00Z"}


def test_without_moments_telling_ones_are_chosen(agent: APIClient) -> None:
    told = try_out(agent).json()

    opened = [moment["opened_at"] for moment in told["moments"]]
    assert opened[0] == "2026-11-26T09:00:00Z"
    assert opened[1] == "2026-11-27T14:50:00Z"
    assert opened == sorted(opened)
    assert told["moments"][0]["first"]["due_at"] == "2026-11-26T13:00:00Z"
    assert [len(day["stretches"]) for day in told["days"]] == [1] * 7


def test_what_is_not_named_is_taken_from_the_policy(agent: APIClient, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, since=SINCE)
    policy = make_policy(workspace=workspace, minutes=30, calendar=calendar, since=SINCE)
    moment = "2026-11-27T14:50:00Z"

    kept = try_out(agent, policy=str(policy.pk), opened_at=[moment]).json()
    nights_too = try_out(agent, policy=str(policy.pk), calendar=None, opened_at=[moment]).json()

    assert kept["moments"][0]["first"]["due_at"] == "2026-11-30T06:20:00Z"
    assert nights_too["moments"][0]["first"]["due_at"] == "2026-11-27T15:20:00Z"


@pytest.mark.parametrize(
    ("draft", "code", "attr"),
    [
        ({"first_minutes": 0}, "target_out_of_range", "first_minutes"),
        ({"hours": {**HOURS, "time_zone": "Mars/Base"}}, "calendar_zone_unknown", "time_zone"),
        ({"hours": {"time_zone": "Europe/Moscow", "week": [[]] * 7}}, "calendar_never_opens", "week"),
        ({"opened_at": ["вчера"]}, "not_a_time", "opened_at.0"),
        ({"hours": HOURS, "opened_at": ["9999-12-31T23:59:00Z"]}, "not_a_time", "opened_at.0"),
    ],
)
def test_a_draft_is_refused_as_it_would_be_at_saving(
    agent: APIClient, draft: dict[str, Any], code: str, attr: str
) -> None:
    [error] = try_out(agent, **draft).json()["errors"]

    assert (error["code"], error["attr"]) == (code, attr)


def test_the_policy_and_calendar_of_another_workspace_are_not_found(stranger: APIClient, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, since=SINCE)
    policy = make_policy(workspace=workspace, since=SINCE)

    assert try_out(stranger, policy=str(policy.pk)).status_code == 404
    assert try_out(stranger, calendar=str(calendar.pk)).status_code == 404
