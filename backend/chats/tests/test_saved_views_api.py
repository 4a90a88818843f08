"""Views of the inbox that a member keeps."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import SavedView
from chats.tests.factories import make_account

URL = "/api/v1/saved-views"


def keep(client: APIClient, name: str, **filters: Any) -> Any:
    return client.post(URL, {"name": name, "queue": "waiting", **filters}, format="json")


def change(client: APIClient, view: Any, **values: Any) -> Any:
    tag = f'"{view["revision"]}"'
    return client.patch(f"{URL}/{view['id']}", values, format="json", headers={"If-Match": tag})


def names(client: APIClient) -> list[str]:
    return [view["name"] for view in client.get(URL).json()["results"]]


def test_a_view_keeps_filters_and_order_for_its_member_alone(
    agent: APIClient, owner: APIClient, workspace: Workspace
) -> None:
    account = str(make_account(workspace=workspace).pk)

    kept = keep(agent, "Возвраты", search="возврат", ordering="oldest", assignee="me", chat_accounts=[account])

    assert kept.status_code == 201
    assert kept.headers["ETag"] == '"1"'
    assert agent.get(URL).json()["results"] == [
        {
            "id": kept.json()["id"],
            "name": "Возвраты",
            "place": 0,
            "queue": "waiting",
            "ordering": "oldest",
            "assignee": "me",
            "search": "возврат",
            "chat_accounts": [account],
            "revision": 1,
        }
    ]
    assert names(owner) == []
    assert owner.delete(f"{URL}/{kept.json()['id']}").status_code == 404


def test_views_are_renamed_moved_and_deleted(agent: APIClient) -> None:
    first, second, third = (keep(agent, name).json() for name in ("Первый", "Второй", "Третий"))

    moved = change(agent, third, place=0, name="Главный")
    deleted = agent.delete(f"{URL}/{first['id']}")

    assert (moved.status_code, moved.json()["place"], moved.json()["revision"]) == (200, 0, 2)
    assert deleted.status_code == 204
    assert names(agent) == ["Главный", "Второй"]
    assert list(SavedView.objects.order_by("place").values_list("place", flat=True)) == [0, 1]
    assert second["assignee"] is None


def test_a_change_of_an_older_version_is_told_the_newer_one(agent: APIClient) -> None:
    view = keep(agent, "Брак").json()
    newer = change(agent, view, name="Брак и возвраты").json()

    response = change(agent, view, assignee="none")

    assert (response.status_code, response.json()["errors"][0]["code"]) == (412, "version_conflict")
    assert response.json()["extra"]["current"] == newer


def test_there_is_a_digit_for_each_view_and_no_more(agent: APIClient) -> None:
    kept = [keep(agent, f"Вид {number}").status_code for number in range(9)]

    refused = keep(agent, "Лишний")

    assert kept == [201] * 9
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (409, "saved_views_limit")


@pytest.mark.parametrize(
    ("filters", "attr"),
    [
        ({"queue": "loud"}, "queue"),
        ({"ordering": "backwards"}, "ordering"),
        ({"assignee": "everybody"}, "assignee"),
        ({"chat_accounts": ["77000100"]}, "chat_accounts"),
        ({"name": " "}, "name"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(agent: APIClient, filters: dict[str, Any], attr: str) -> None:
    response = agent.post(URL, {"name": "Вид", "queue": "waiting", **filters}, format="json")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"].startswith(attr)
    assert names(agent) == []
