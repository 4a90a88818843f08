from __future__ import annotations

from typing import Any

import pytest

from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation

REACTION, RESPONSE, REPLIED = "rating_reaction_time", "rating_average_response_time", "rating_replied_dialogs_ratio"
PERIOD = {"date_from": "2026-11-20T00:00:00Z", "date_to": "2026-11-23T00:00:00Z"}


def talk(simulation: Simulation, *lines: tuple[str, str], kind: str = "BUYER_SELLER") -> str:
    """A chat of lines of an author and a time."""
    messages = [{"author": author, "text": "Слова", "at": at} for author, at in lines]
    return simulation.chat(kind=kind, messages=messages, created_at=lines[0][1])


def summary(simulation: Simulation) -> dict[str, dict[str, Any]]:
    answered = simulation.call("/v1/rating/summary")
    assert answered.status == 200
    return {item["rating"]: item for group in answered.body["groups"] for item in group["items"]}


def values(simulation: Simulation) -> dict[str, float]:
    return {code: item["current_value"] for code, item in summary(simulation).items()}


def history(simulation: Simulation, **fields: Any) -> list[dict[str, Any]]:
    answered = simulation.call("/v1/rating/history", {"ratings": [REACTION, REPLIED]} | PERIOD | fields)
    assert answered.status == 200, answered.body
    return list(answered.body["ratings"])


def test_waits_are_counted_from_the_oldest_unanswered_message(simulation: Simulation) -> None:
    talk(
        simulation,
        ("Customer", "2026-11-20T10:00:00Z"),
        ("Customer", "2026-11-20T11:00:00Z"),
        ("Crm", "2026-11-20T11:30:00Z"),
        ("Seller", "2026-11-20T12:00:00Z"),
        ("Customer", "2026-11-21T10:00:00Z"),
        ("Seller", "2026-11-21T14:00:00Z"),
    )

    assert values(simulation) == {REACTION: 2 * 3600, RESPONSE: 3 * 3600, REPLIED: 1}


def test_a_dialog_counts_as_replied_when_one_answer_came_within_a_day(simulation: Simulation) -> None:
    talk(simulation, ("Customer", "2026-11-20T10:00:00Z"), ("Seller", "2026-11-20T12:00:00Z"))
    talk(simulation, ("Customer", "2026-11-20T10:00:00Z"), ("Seller", "2026-11-21T12:00:00Z"))
    talk(simulation, ("Customer", "2026-11-20T10:00:00Z"))
    talk(simulation, ("Customer", "2026-11-23T08:00:00Z"))

    assert values(simulation)[REPLIED] == pytest.approx(1 / 3, abs=0.001)


def test_only_buyers_and_only_thirty_days_count(simulation: Simulation) -> None:
    talk(simulation, ("Customer", "2026-10-20T10:00:00Z"), ("Seller", "2026-10-20T12:00:00Z"))
    talk(simulation, ("Customer", "2026-11-20T10:00:00Z"), kind="SELLER_SUPPORT")
    talk(simulation, ("Seller", "2026-11-20T10:00:00Z"))

    assert values(simulation) == {}


def test_every_midnight_of_the_period_has_a_value_of_its_own(simulation: Simulation) -> None:
    simulation.change(created_at="2025-10-01T00:00:00Z")
    talk(simulation, ("Customer", "2026-11-20T22:00:00Z"), ("Seller", "2026-11-21T01:00:00Z"))

    [reaction, _replied] = history(simulation)

    assert [value["date_to"] for value in reaction["values"]] == [f"2026-11-2{day}T00:00:00Z" for day in (2, 3)]
    assert reaction["values"][0]["date_from"] == "2026-10-23T00:00:00Z"
    assert [value["value"] for value in reaction["values"]] == [3 * 3600] * 2


def test_no_value_is_older_than_the_shop_or_younger_than_now(simulation: Simulation) -> None:
    simulation.change(ratings={REACTION: 100, REPLIED: 1})

    [reaction, _replied] = history(simulation, date_from="2020-01-01T00:00:00Z", date_to="2030-01-01T00:00:00Z")
    simulation.clock.advance(24 * 3600)
    [later, _replied] = history(simulation, date_from="2020-01-01T00:00:00Z", date_to="2030-01-01T00:00:00Z")

    assert reaction["values"] == []
    assert [value["date_to"] for value in later["values"]] == ["2026-11-24T00:00:00Z"]


@pytest.mark.parametrize(
    ("code", "value", "status"),
    [
        (REACTION, 12 * 3600, "OK"),
        (REACTION, 24 * 3600 + 1, "WARNING"),
        (REPLIED, 0.8, "OK"),
        (REPLIED, 0.79, "WARNING"),
        (REPLIED, 0.59, "CRITICAL"),
    ],
)
def test_a_forced_value_is_judged_by_the_thresholds(
    simulation: Simulation, code: str, value: float, status: str
) -> None:
    simulation.change(ratings={code: value})

    item = summary(simulation)[code]

    assert (item["current_value"], item["status"]) == (value, status)


def test_the_history_and_the_profile_agree_with_the_summary(simulation: Simulation) -> None:
    simulation.change(created_at="2025-10-01T00:00:00Z")
    simulation.change(ratings={REACTION: 90_000, REPLIED: 0.95})

    marks = [one["values"][-1]["status"] for one in history(simulation)]
    profile = simulation.call("/v1/seller/info").body["ratings"]

    assert marks[0] == {"danger": False, "warning": True, "premium": False}
    assert marks[1] == {"danger": False, "warning": False, "premium": True}
    assert {one["rating"]: one["current_value"]["value"] for one in profile} == values(simulation)


def test_a_rating_can_be_taken_away(simulation: Simulation) -> None:
    talk(simulation, ("Customer", "2026-11-20T10:00:00Z"), ("Seller", "2026-11-20T12:00:00Z"))
    simulation.change(ratings={REACTION: None})

    assert set(values(simulation)) == {RESPONSE, REPLIED}


@pytest.mark.parametrize("subscription", ["UNSPECIFIED", "PREMIUM", "PREMIUM_PLUS"])
def test_ratings_answer_whatever_the_subscription(simulation: Simulation, subscription: str) -> None:
    simulation.change(subscription=subscription)

    body = simulation.call("/v1/rating/summary").body

    assert (body["premium"], body["premium_plus"]) == (subscription != "UNSPECIFIED", subscription == "PREMIUM_PLUS")


@pytest.mark.parametrize("path", ["/v1/rating/history", "/v1/rating/summary"])
def test_a_narrow_key_is_refused(simulation: Simulation, path: str) -> None:
    simulation.change(methods=["/v3/chat"])

    answered = simulation.call(path, {"ratings": [REACTION]} | PERIOD)

    assert (answered.status, answered.body["code"]) == (403, 7)
    assert "missing a required role" in answered.body["message"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        PERIOD,
        {"ratings": [], **PERIOD},
        {"ratings": "rating_reaction_time", **PERIOD},
        {"ratings": [REACTION], "date_from": "2026-11-01T00:00:00Z"},
        {"ratings": [REACTION], "date_from": "1 ноября", "date_to": "2026-11-22T00:00:00Z"},
        {"ratings": [REACTION], "date_from": "2026-11-22T00:00:00Z", "date_to": "2026-11-01T00:00:00Z"},
    ],
)
def test_a_period_and_names_are_required(simulation: Simulation, body: dict[str, Any]) -> None:
    answered = simulation.call("/v1/rating/history", body)

    assert (answered.status, answered.body["code"]) == (400, 3)


def test_a_rating_nobody_has_is_left_out(simulation: Simulation) -> None:
    assert history(simulation, ratings=["rating_of_the_moon"]) == []


def test_only_ratings_of_chats_can_be_forced(simulation: Simulation) -> None:
    answered = simulation.control("PATCH", f"/accounts/{CLIENT_ID}", {"ratings": {"rating_of_the_moon": 1}})

    assert answered.status == 400
