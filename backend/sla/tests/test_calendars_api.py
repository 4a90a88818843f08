"""Working hours through the API."""

from datetime import UTC, datetime
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from sla.models import Calendar
from sla.tests.factories import make_calendar, make_policy

SINCE = datetime(2026, 11, 1, tzinfo=UTC)
URL = "/api/v1/sla/calendars"
DAY = [{"opens": "09:00", "closes": "13:00"}, {"opens": "14:00", "closes": "18:00"}]
NIGHT = [{"opens": "20:00", "closes": "04:00"}]
OFFICE: dict[str, Any] = {"title": "Офис", "time_zone": "Asia/Vladivostok", "week": [DAY] * 5 + [[], []]}


@pytest.fixture
def calendar(workspace: Workspace) -> Calendar:
    return make_calendar(workspace=workspace, since=SINCE)


def change(client: APIClient, calendar: Calendar, *, seen: str = '"1"', **wanted: Any) -> Any:
    return client.patch(f"{URL}/{calendar.pk}", wanted, format="json", headers={"If-Match": seen})


def code_of(response: Any) -> tuple[int, str, str | None]:
    error = response.json()["errors"][0]
    return response.status_code, error["code"], error["attr"]


def test_a_calendar_is_kept_as_it_was_written(owner: APIClient) -> None:
    holiday = {"date": "2026-12-31", "title": "Короткий день", "intervals": [{"opens": "10:00", "closes": "15:00"}]}

    response = owner.post(URL, {**OFFICE, "exceptions": [holiday]}, format="json")

    created = response.json()
    assert (response.status_code, response.headers["ETag"]) == (201, '"1"')
    assert {name: created[name] for name in OFFICE} == OFFICE
    assert created["exceptions"] == [holiday]
    assert owner.get(f"{URL}/{created['id']}").json() == created
    assert owner.get(URL).json()["results"] == [created]


def test_a_change_of_hours_is_a_version_and_a_new_title_is_none(owner: APIClient, calendar: Calendar) -> None:
    renamed = change(owner, calendar, title="Смены")
    moved = change(owner, calendar, seen='"2"', week=[NIGHT] * 7)

    assert (renamed.json()["title"], renamed.headers["ETag"]) == ("Смены", '"2"')
    assert (moved.json()["week"][0], moved.headers["ETag"]) == (NIGHT, '"3"')
    assert list(calendar.versions.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_of_two_who_edit_at_once_the_second_gets_the_newer_version(owner: APIClient, calendar: Calendar) -> None:
    change(owner, calendar, title="Смены")

    late = change(owner, calendar, title="Вахта")

    assert code_of(late) == (412, "version_conflict", None)
    assert late.json()["extra"]["current"]["title"] == "Смены"


@pytest.mark.parametrize(
    ("wanted", "code", "attr"),
    [
        ({"week": [[]] * 7}, "calendar_never_opens", "week"),
        ({"time_zone": "Europe/Nowhere"}, "calendar_zone_unknown", "time_zone"),
        ({"time_zone": "../etc/passwd"}, "calendar_zone_unknown", "time_zone"),
        ({"week": [[{"opens": "09:00", "closes": "09:00"}]] * 7}, "calendar_interval_empty", "week"),
        ({"week": [[*DAY, {"opens": "12:00", "closes": "15:00"}]] * 7}, "calendar_intervals_overlap", "week"),
        ({"week": [[{"opens": "20:00", "closes": "09:30"}], DAY, *[[]] * 5]}, "calendar_intervals_overlap", "week"),
        (
            {"exceptions": [{"date": "2027-01-04", "intervals": [{"opens": "22:00", "closes": "10:00"}]}]},
            "calendar_intervals_overlap",
            "exceptions",
        ),
        (
            {"exceptions": [{"date": "2027-01-04", "intervals": []}] * 2},
            "date_named_twice",
            "exceptions",
        ),
        ({"exceptions": [{"date": "04.01.2027", "intervals": []}]}, "not_a_date", "exceptions.0.date"),
        ({"exceptions": [{"date": "0001-01-01", "intervals": []}]}, "not_a_date", "exceptions.0.date"),
        ({"exceptions": [{"date": "9999-12-31", "intervals": []}]}, "not_a_date", "exceptions.0.date"),
        ({"week": [DAY] * 6}, "week_of_seven_days", "week"),
        ({"week": [[{"opens": "9:00", "closes": "18:00"}]] * 7}, "not_a_time_of_day", "week.0.0.opens"),
        ({"week": [[{"opens": 540, "closes": "18:00"}]] * 7}, "not_a_time_of_day", "week.0.0.opens"),
        ({"week": [[{"opens": "09:00", "closes": "25:00"}]] * 7}, "not_a_time_of_day", "week.0.0.closes"),
    ],
)
def test_hours_that_make_no_sense_are_refused(
    owner: APIClient, calendar: Calendar, wanted: dict[str, Any], code: str, attr: str
) -> None:
    changed = change(owner, calendar, **wanted)
    created = owner.post(URL, {**OFFICE, **wanted}, format="json")

    assert code_of(changed) == (400, code, attr)
    assert code_of(created) == (400, code, attr)
    assert calendar.versions.count() == 1


def test_a_calendar_that_opens_only_by_exception_is_taken_for_sixty_days(owner: APIClient) -> None:
    sale = {"date": "2099-01-01", "intervals": DAY}

    response = owner.post(URL, {**OFFICE, "week": [[]] * 7, "exceptions": [sale]}, format="json")

    assert code_of(response) == (400, "calendar_never_opens", "exceptions")


def test_a_calendar_in_use_is_not_deleted(owner: APIClient, workspace: Workspace, calendar: Calendar) -> None:
    make_policy(workspace=workspace, calendar=calendar, since=SINCE)

    assert code_of(owner.delete(f"{URL}/{calendar.pk}")) == (409, "calendar_in_use", None)


def test_a_calendar_that_nobody_counts_in_can_be_deleted(owner: APIClient, calendar: Calendar) -> None:
    assert owner.delete(f"{URL}/{calendar.pk}").status_code == 204
    assert owner.get(f"{URL}/{calendar.pk}").status_code == 404
    assert owner.get(URL).json()["results"] == []
    assert calendar.versions.count() == 1


def test_a_list_that_is_too_long_is_refused_before_it_is_read(owner: APIClient) -> None:
    response = owner.post(URL, {**OFFICE, "week": [[*DAY * 20], *[[]] * 6]}, format="json")

    assert code_of(response) == (400, "too_many_items", "week.0")
    assert response.json()["errors"][0]["detail"] == "Слишком длинный список: не больше 24 элементов."
