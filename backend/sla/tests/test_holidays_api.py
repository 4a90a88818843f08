"""Holidays offered through the API, in the shape of exceptions."""

from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from sla.tests.factories import make_calendar

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
URL = "/api/v1/sla/holidays"


def day_of(answer: dict[str, Any], date: str) -> dict[str, Any]:
    [found] = [day for day in answer["results"] if day["date"] == date]
    return found  # type: ignore[no-any-return]


def test_a_working_saturday_has_the_hours_of_the_weekday_it_stands_for(owner: APIClient, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, weekdays="09:00–13:00, 14:00–18:00", since=SINCE)

    answer = owner.get(f"{URL}?year=2027&calendar={calendar.pk}").json()

    assert (answer["year"], answer["country"], answer["moves_are_known"]) == (2027, "RU", True)
    assert day_of(answer, "2027-02-20") == {
        "date": "2027-02-20",
        "title": "Перенесённый рабочий день",
        "intervals": [{"opens": "09:00", "closes": "13:00"}, {"opens": "14:00", "closes": "18:00"}],
        "kind": "working",
        "instead_of": "2027-02-22",
    }
    assert day_of(answer, "2027-02-23")["intervals"] == []


def test_what_is_offered_can_be_kept_edited_as_exceptions(owner: APIClient, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, since=SINCE)
    url = f"/api/v1/sla/calendars/{calendar.pk}"
    offered = owner.get(f"{URL}?year=2027&calendar={calendar.pk}").json()["results"]
    offered[0]["intervals"] = [{"opens": "12:00", "closes": "15:00"}]

    kept = owner.patch(url, {"exceptions": offered}, format="json", headers={"If-Match": '"1"'})

    assert kept.status_code == 200
    fields = ("date", "title", "intervals")
    assert kept.json()["exceptions"] == [{name: day[name] for name in fields} for day in offered]


@pytest.mark.parametrize("year", ["", "26", "1899", "2101", "двадцать"])
def test_a_year_is_four_digits(owner: APIClient, year: str) -> None:
    response = owner.get(f"{URL}?year={year}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == "year"


def test_the_hours_of_another_workspace_are_not_lent(stranger: APIClient, workspace: Workspace) -> None:
    calendar = make_calendar(workspace=workspace, since=SINCE)

    assert stranger.get(f"{URL}?year=2027&calendar={calendar.pk}").status_code == 404
