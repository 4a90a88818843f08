"""Reading the marketplace's ratings once a day: kept with their history, refused without harm."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from accounts.models import Workspace
from chats.models import AccountRating, ChatAccount, RatingFetch
from chats.services.ratings import accounts_to_rate
from chats.sync.ratings import fetch_ratings
from chats.tasks import sync as tasks
from chats.tests.factories import make_account
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected, TemporaryFailure
from connectors.ratings import RatingCode, RatingPoint, RatingStatus, RemoteRating
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace

HOUR = 3600
DAY = 24 * HOUR


@pytest.fixture
def account(workspace: Workspace, clock: MovingClock) -> ChatAccount:
    return make_account(workspace=workspace)


@pytest.fixture
def shop(clock: MovingClock) -> FakeMarketplace:
    """Rated at the beginning of each of the last hundred days."""
    shop = FakeMarketplace(clock=clock)
    rate(shop, 5400, today=clock.now().date())
    return shop


@pytest.fixture
def fetch(account: ChatAccount, shop: FakeMarketplace, clock: MovingClock) -> Callable[[], None]:
    def run() -> None:
        fetch_ratings(account_id=account.pk, connect=lambda _account: FakeConnector(shop), clock=clock.now)

    return run


def rate(shop: FakeMarketplace, value: float, *, today: date) -> None:
    points = tuple(RatingPoint(today - timedelta(days=ago), value + ago, RatingStatus.OK) for ago in range(100, -1, -1))
    shop.ratings = [
        RemoteRating(RatingCode.FIRST_REPLY, value, RatingStatus.WARNING, warning_threshold=86_400, history=points)
    ]


def values() -> dict[date, float]:
    return dict(AccountRating.objects.order_by("date").values_list("date", "value"))


def test_the_first_read_keeps_sixty_days_and_how_it_stands_now(
    fetch: Callable[[], None], account: ChatAccount, clock: MovingClock
) -> None:
    fetch()

    today = clock.now().date()
    newest = AccountRating.objects.get(date=today)
    assert list(values()) == [today - timedelta(days=ago) for ago in range(60, -1, -1)]
    assert (newest.code, newest.value, newest.status) == ("rating_reaction_time", 5400, "warning")
    assert (newest.warning_threshold, newest.danger_threshold) == (86_400, None)
    assert (account.rating_fetch.fetched_at, account.rating_fetch.error_code) == (clock.now(), "")


def test_a_day_later_only_the_days_just_past_are_read_again(
    fetch: Callable[[], None], shop: FakeMarketplace, clock: MovingClock
) -> None:
    fetch()
    clock.pass_time(DAY)
    today = clock.now().date()
    rate(shop, 9000, today=today)

    fetch()

    kept = values()
    assert len(kept) == 62
    assert kept[today] == 9000
    assert kept[today - timedelta(days=3)] == 9003
    assert kept[today - timedelta(days=4)] == 5400 + 3


def test_reading_twice_a_day_asks_once(fetch: Callable[[], None], shop: FakeMarketplace) -> None:
    fetch()
    fetch()

    assert shop.calls == ["ratings"]


def test_whoever_died_with_the_turn_is_followed_an_hour_later(
    account: ChatAccount, shop: FakeMarketplace, fetch: Callable[[], None], clock: MovingClock
) -> None:
    def die(_account: ChatAccount) -> FakeConnector:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fetch_ratings(account_id=account.pk, connect=die, clock=clock.now)
    fetch()
    clock.pass_time(HOUR)
    fetch()

    assert shop.calls == ["ratings"]
    assert AccountRating.objects.exists()


@pytest.mark.parametrize(
    ("failure", "code", "hours"),
    [
        (Rejected("marketplace_subscription_required", status=403), "ratings_need_subscription", 24),
        (Rejected("key_role_missing", status=403), "ratings_need_role", 24),
        (Rejected("method_gone", status=404), "ratings_refused", 24),
        (AuthFailed("key_invalid"), "key_invalid", 1),
        (TemporaryFailure("answer_lost"), "marketplace_unavailable", 1),
        (TemporaryFailure("limiter_unavailable"), "limiter_unavailable", 1),
    ],
)
def test_a_failure_says_why_and_touches_neither_the_account_nor_what_was_read(
    account: ChatAccount,
    shop: FakeMarketplace,
    fetch: Callable[[], None],
    clock: MovingClock,
    failure: ConnectorError,
    code: str,
    hours: int,
) -> None:
    fetch()
    known, fetched_at = values(), clock.now()
    clock.pass_time(DAY)
    shop.fail("ratings", failure)

    fetch()

    found = RatingFetch.objects.get()
    assert (found.error_code, found.fetched_at) == (code, fetched_at)
    assert found.next_at == clock.now() + timedelta(hours=hours)
    assert values() == known
    assert ChatAccount.objects.get().state == ChatAccount.State.ACTIVE


def test_a_plea_for_patience_is_kept(shop: FakeMarketplace, fetch: Callable[[], None], clock: MovingClock) -> None:
    until = clock.now() + timedelta(hours=3)
    shop.fail("ratings", RateLimited(until=until))

    fetch()

    found = RatingFetch.objects.get()
    assert (found.error_code, found.next_at) == ("marketplace_rate_limited", until)


def test_a_key_that_cannot_be_opened_is_told(account: ChatAccount, clock: MovingClock) -> None:
    ChatAccount.objects.update(credentials="of another installation")

    tasks.rate_account(account_id=account.pk)

    assert RatingFetch.objects.get().error_code == "credentials_unreadable"


def test_a_success_takes_the_reason_away(shop: FakeMarketplace, fetch: Callable[[], None], clock: MovingClock) -> None:
    shop.fail("ratings", TemporaryFailure("answer_lost"))
    fetch()
    clock.pass_time(HOUR)

    fetch()

    assert RatingFetch.objects.get().error_code == ""


@pytest.mark.parametrize(
    ("fields", "is_rated"),
    [
        ({}, True),
        ({"state": ChatAccount.State.NEEDS_SUBSCRIPTION}, True),
        ({"state": ChatAccount.State.NEEDS_KEY}, False),
        ({"state": ChatAccount.State.BLOCKED}, False),
        ({"state": ChatAccount.State.PAUSED}, False),
        ({"credentials": ""}, False),
        ({"marketplace": "wildberries"}, False),
    ],
)
def test_only_cabinets_that_can_be_asked_are_due(
    workspace: Workspace, clock: MovingClock, fields: dict[str, Any], is_rated: bool
) -> None:
    account = make_account(workspace=workspace, **fields)

    assert accounts_to_rate(clock.now()) == ([account.pk] if is_rated else [])


def test_a_disconnected_cabinet_is_not_asked(account: ChatAccount, shop: FakeMarketplace, clock: MovingClock) -> None:
    ChatAccount.objects.update(disconnected_at=clock.now())

    fetch_ratings(account_id=account.pk, connect=lambda _account: FakeConnector(shop), clock=clock.now)

    assert shop.calls == []


def test_due_cabinets_are_asked_one_by_one(
    account: ChatAccount, fetch: Callable[[], None], workspace: Workspace, clock: MovingClock, queued: Queued
) -> None:
    fetch()
    new = make_account(workspace=workspace)

    tasks.rate_accounts()
    clock.pass_time(DAY)
    tasks.rate_accounts()

    asked = [arguments["account_id"] for name, arguments in queued if name == "chats.rate_account"]
    assert asked[0] == new.pk
    assert sorted(asked[1:]) == [account.pk, new.pk]
