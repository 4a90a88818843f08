"""The marketplace's ratings beside our calculation."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import AccountRating, ChatAccount, RatingFetch, SyncState
from chats.rating_reasons import REASONS, reasons
from chats.tests.factories import NOW, make_account
from chats.tests.reports.conversations import DAY, HOUR, ask
from connectors.ratings import RatingCode
from core import error_texts

PATH = "/api/v1/reports/marketplace-ratings"
FIRST, ANY, REPLIED = RatingCode


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


def fetched(account: ChatAccount, *, ago: timedelta = HOUR, error_code: str = "") -> None:
    RatingFetch.objects.create(chat_account=account, next_at=NOW, fetched_at=NOW - ago, error_code=error_code)


def rated(account: ChatAccount, code: RatingCode, value: float, *, days_ago: int = 0, status: str = "ok") -> None:
    AccountRating.objects.create(
        chat_account=account,
        code=code,
        date=(NOW - days_ago * DAY).date(),
        value=value,
        status=status,
        warning_threshold=86_400,
    )


def answered(account: ChatAccount, times: int, *, after: timedelta, ago: timedelta = 3 * DAY) -> None:
    for _ in range(times):
        ask(account, at=NOW - ago, answered_after=after)


def test_a_rating_stands_beside_our_figure_of_the_same_days(owner: APIClient, account: ChatAccount) -> None:
    answered(account, 20, after=2 * HOUR)
    fetched(account)
    rated(account, FIRST, 9000, days_ago=1)
    rated(account, FIRST, 7200, status="warning")

    body = owner.get(PATH).json()

    assert body["accounts"] == [
        {
            "chat_account_id": str(account.pk),
            "title": account.title,
            "fetched_at": "2026-11-23T11:00:00Z",
            "error_code": None,
            "error_text": None,
            "remedy": None,
            "ratings": [
                {
                    "code": "rating_reaction_time",
                    "value": 7200,
                    "unit": "seconds",
                    "status": "warning",
                    "danger_threshold": None,
                    "warning_threshold": 86_400,
                    "premium_threshold": None,
                    "history": [{"date": "2026-11-22", "value": 9000}, {"date": "2026-11-23", "value": 7200}],
                    "ours": 7200,
                    "reasons": [],
                }
            ],
        }
    ]
    assert body["reasons"] == []


def test_each_rating_has_its_own_figure(owner: APIClient, account: ChatAccount) -> None:
    answered(account, 20, after=2 * HOUR)
    answered(account, 20, after=30 * HOUR)
    for code, value in ((FIRST, 16 * 3600), (ANY, 16 * 3600), (REPLIED, 0.9)):
        rated(account, code, value)
    fetched(account)

    [found] = owner.get(PATH).json()["accounts"]

    assert [(one["code"], one["unit"], one["ours"]) for one in found["ratings"]] == [
        (FIRST, "seconds", 16 * 3600),
        (ANY, "seconds", 16 * 3600),
        (REPLIED, "ratio", 0.5),
    ]


def test_a_difference_is_explained_in_the_language_that_is_asked_for(owner: APIClient, account: ChatAccount) -> None:
    answered(account, 20, after=2 * HOUR)
    rated(account, FIRST, 36_000)
    fetched(account)

    russian = owner.get(PATH, headers={"Accept-Language": "ru"}).json()
    english = owner.get(PATH, headers={"Accept-Language": "en"}).json()

    named = russian["accounts"][0]["ratings"][0]["reasons"]
    assert {"ratings_automatic_answers", "ratings_short_thanks", "ratings_our_calculation"} <= set(named)
    assert "ratings_known_chats" not in named
    assert [one["code"] for one in russian["reasons"]] == named
    assert russian["reasons"][-1]["text"].startswith("Это наш расчёт")
    assert english["reasons"][-1]["text"].startswith("This is our calculation")


def test_few_answers_give_no_figure_of_ours(owner: APIClient, account: ChatAccount) -> None:
    answered(account, 19, after=2 * HOUR)
    for code, value in ((FIRST, 7200), (ANY, 7200), (REPLIED, 1)):
        rated(account, code, value)
    fetched(account)

    [found] = owner.get(PATH).json()["accounts"]

    assert [(one["ours"], one["reasons"]) for one in found["ratings"]] == [(None, ["ratings_too_little_data"])] * 3


def test_an_old_value_is_compared_with_the_days_it_was_about(owner: APIClient, account: ChatAccount) -> None:
    answered(account, 20, after=2 * HOUR, ago=20 * DAY)
    answered(account, 20, after=30 * HOUR, ago=3 * DAY)
    fetched(account, ago=10 * DAY, error_code="ratings_need_role")
    rated(account, ANY, 7200, days_ago=10)

    [found] = owner.get(PATH).json()["accounts"]

    assert found["ratings"][0]["ours"] == 7200
    assert found["error_code"] == "ratings_need_role"
    assert found["error_text"] == error_texts.text("ratings_need_role", "ru")
    assert found["remedy"] == error_texts.remedy("ratings_need_role", "ru")


def test_a_history_that_is_not_read_to_its_end_is_a_reason(owner: APIClient, account: ChatAccount) -> None:
    answered(account, 20, after=2 * HOUR)
    rated(account, ANY, 36_000)
    fetched(account)
    SyncState.objects.update(import_since=NOW - 10 * DAY)

    [found] = owner.get(PATH).json()["accounts"]

    assert found["ratings"][0]["reasons"][0] == "ratings_known_chats"


def test_a_cabinet_that_was_never_asked_has_no_ratings(owner: APIClient, account: ChatAccount) -> None:
    [found] = owner.get(PATH).json()["accounts"]

    assert (found["fetched_at"], found["error_code"], found["ratings"]) == (None, None, [])


def test_accounts_can_be_chosen_and_a_disconnected_one_is_left_out(
    owner: APIClient, account: ChatAccount, workspace: Workspace
) -> None:
    other = make_account(workspace=workspace)
    make_account(workspace=workspace, disconnected_at=NOW)

    everything = owner.get(PATH).json()["accounts"]
    chosen = owner.get(f"{PATH}?chat_account={other.pk}").json()["accounts"]

    assert [one["chat_account_id"] for one in everything] == [str(account.pk), str(other.pk)]
    assert [one["chat_account_id"] for one in chosen] == [str(other.pk)]


def test_nonsense_in_the_filter_is_refused(owner: APIClient) -> None:
    refused = owner.get(f"{PATH}?chat_account=первый")

    assert refused.status_code == 400
    assert refused.json()["errors"][0]["code"] == "not_an_id"


@pytest.mark.parametrize(
    ("code", "theirs", "ours", "is_same"),
    [
        (FIRST, 600, 659, True),
        (FIRST, 600, 661, False),
        (ANY, 100_000, 101_900, True),
        (ANY, 100_000, 102_100, False),
        (REPLIED, 0.9, 0.904, True),
        (REPLIED, 0.9, 0.91, False),
    ],
)
def test_what_people_would_call_the_same_needs_no_reason(
    code: RatingCode, theirs: float, ours: float, is_same: bool
) -> None:
    assert (reasons(code, theirs=theirs, ours=ours, knows_all_chats=False) == ()) is is_same


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_has_words(code: str) -> None:
    assert error_texts.has(code)
