"""Ratings as Ozon tells them, in sound and in odd answers, and what a refusal of one of the two calls leaves."""

from datetime import date

import pytest
import responses

from connectors.errors import AuthFailed, Rejected, TemporaryFailure
from connectors.ozon.connector import OzonConnector
from connectors.ratings import RatingCode, RatingPoint, RatingStatus, RemoteRating
from connectors.tests.ozon_server import answer, asked, make_connector, refuse

HISTORY, SUMMARY = "/v1/rating/history", "/v1/rating/summary"
FIRST, ANY, REPLIED = RatingCode
OK, WARNING, CRITICAL, UNKNOWN = RatingStatus
SINCE, UNTIL = date(2026, 11, 1), date(2026, 11, 22)


def read(connector: OzonConnector) -> dict[RatingCode, RemoteRating]:
    return {rating.code: rating for rating in connector.ratings(since=SINCE, until=UNTIL)}


@responses.activate
def test_the_value_of_now_comes_from_the_summary_and_the_days_from_the_history() -> None:
    answer(SUMMARY, "rating_summary")
    answer(HISTORY, "rating_history")
    connector = make_connector()

    found = read(connector)

    assert found[FIRST] == RemoteRating(
        code=FIRST,
        value=51840,
        status=OK,
        danger_threshold=None,
        warning_threshold=86400,
        premium_threshold=43200,
        history=(RatingPoint(date(2026, 11, 21), 90000, WARNING), RatingPoint(date(2026, 11, 22), 52103.5, OK)),
    )
    assert (found[REPLIED].value, found[REPLIED].status, found[REPLIED].history) == (0.78, WARNING, ())
    assert not connector.drift.counts


@responses.activate
def test_the_newest_day_stands_in_where_the_summary_says_nothing() -> None:
    answer(SUMMARY, "rating_summary")
    answer(HISTORY, "rating_history")

    rating = read(make_connector())[ANY]

    assert (rating.value, rating.status, rating.danger_threshold) == (190000, CRITICAL, 172800)


@responses.activate
def test_two_calls_are_made_and_the_period_is_named_in_utc() -> None:
    answer(SUMMARY, "rating_summary")
    answer(HISTORY, "rating_history")

    read(make_connector())

    assert asked(SUMMARY) == [{}]
    assert asked(HISTORY) == [
        {"ratings": list(RatingCode), "date_from": "2026-11-01T00:00:00Z", "date_to": "2026-11-22T00:00:00Z"}
    ]


@responses.activate
def test_odd_answers_are_counted_and_what_is_sound_in_them_is_kept() -> None:
    answer(SUMMARY, "rating_summary_odd")
    answer(HISTORY, "rating_history_odd")
    connector = make_connector()

    found = read(connector)

    assert (found[FIRST].value, found[FIRST].status, found[FIRST].warning_threshold) == (51840, UNKNOWN, 86400)
    assert found[FIRST].history == (RatingPoint(date(2026, 11, 22), 52103),)
    assert set(found) == {FIRST}
    assert set(connector.drift.counts) == {
        ("extra_field", "rating_summary.groups.icon"),
        ("wrong_type", "rating_summary.groups.items"),
        ("missing_field", "rating_summary.groups.items.rating"),
        ("unknown_value", "rating_summary.groups.items.value_type"),
        ("unknown_value", "rating_summary.groups.items.status"),
        ("bad_number", "rating.rating_average_response_time"),
        ("bad_number", "rating.rating_replied_dialogs_ratio"),
        ("bad_number", "rating_history.ratings.danger_threshold"),
        ("bad_time", "rating_history.ratings.values.date_to"),
    }


@responses.activate
def test_one_refused_call_leaves_what_the_other_tells() -> None:
    refuse(SUMMARY, 403, "Api-Key is missing a required role for a method")
    answer(HISTORY, "rating_history")

    found = read(make_connector())

    assert [(code, rating.value) for code, rating in found.items()] == [(FIRST, 52103.5), (ANY, 190000)]


@responses.activate
@pytest.mark.parametrize(
    ("status", "message", "code"),
    [
        (403, "Api-Key is missing a required role for a method", "key_role_missing"),
        (
            403,
            "Information is available starting from the premium plus subscription.",
            "marketplace_subscription_required",
        ),
        (403, "", "access_denied"),
        (404, "page not found", "method_gone"),
        (400, "Request validation error", "request_invalid"),
    ],
)
def test_a_refusal_of_both_is_about_ratings_alone(status: int, message: str, code: str) -> None:
    for path in (SUMMARY, HISTORY):
        refuse(path, status, message)

    with pytest.raises(Rejected, match=code):
        read(make_connector())

    assert len(asked(SUMMARY)) == len(asked(HISTORY)) == 1


@responses.activate
def test_a_dead_key_is_told_at_the_first_call() -> None:
    refuse(SUMMARY, 403, "Api-key is deactivated, use another one or generate a new one")

    with pytest.raises(AuthFailed, match="key_deactivated"):
        read(make_connector())

    assert asked(HISTORY) == []


@responses.activate
@pytest.mark.parametrize("body", ["[]", "{}", '{"groups": null}', "<html></html>"])
def test_an_answer_without_ratings_says_nothing(body: str) -> None:
    responses.post("https://api-seller.ozon.ru" + SUMMARY, body=body)

    with pytest.raises(TemporaryFailure, match="malformed_answer"):
        read(make_connector())
