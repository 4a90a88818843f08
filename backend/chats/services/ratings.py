"""Keeping what a marketplace says of its cabinets: once a day each, without ever touching their state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max, Q

from chats.models import AccountRating, ChatAccount, RatingFetch
from chats.models.chat_account import ChatAccountQuerySet
from connectors.ratings import RatingPoint, RemoteRating
from connectors.registry import MARKETPLACES

FETCHED_EVERY: Final = timedelta(days=1)
TRIED_AGAIN_AFTER: Final = timedelta(hours=1)
FIRST_PERIOD: Final = timedelta(days=60)
# A marketplace may correct the days just past.
READ_AGAIN: Final = timedelta(days=2)
MOST_AT_ONCE: Final = 500
COLUMNS: Final = ("value", "status", "danger_threshold", "warning_threshold", "premium_threshold")


def accounts_to_rate(now: datetime) -> list[int]:
    """Cabinets whose ratings are due, longest ago first. One that may not read chats may still be rated."""
    due = Q(rating_fetch=None) | Q(rating_fetch__next_at__lte=now)
    rated = rated_accounts().filter(due).order_by("rating_fetch__next_at", "pk")
    return list(rated.values_list("pk", flat=True)[:MOST_AT_ONCE])


def rated_accounts() -> ChatAccountQuerySet:
    names = [name for name, one in MARKETPLACES.items() if one.capabilities.ratings]
    states = (ChatAccount.State.ACTIVE, ChatAccount.State.NEEDS_SUBSCRIPTION)
    return ChatAccount.objects.live().filter(marketplace__in=names, state__in=states).exclude(credentials="")


def claim_fetch(account: ChatAccount, *, now: datetime) -> bool:
    """Take the turn that is due; False when it was taken. Whoever dies with it is followed an hour later."""
    RatingFetch.objects.get_or_create(chat_account=account, defaults={"next_at": now})
    due = RatingFetch.objects.filter(chat_account=account, next_at__lte=now)
    return due.update(next_at=now + TRIED_AGAIN_AFTER) == 1


def wanted_since(account: ChatAccount, *, today: date) -> date:
    newest: date | None = account.ratings.aggregate(newest=Max("date"))["newest"]
    return today - FIRST_PERIOD if newest is None else max(newest - READ_AGAIN, today - FIRST_PERIOD)


@transaction.atomic
def store_ratings(account: ChatAccount, ratings: Iterable[RemoteRating], *, now: datetime) -> int:
    """Keep each day of each rating once; the same answer twice changes nothing."""
    rows = [_row(account, rating, point) for rating in ratings for point in _points(rating, now)]
    AccountRating.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["chat_account", "code", "date"], update_fields=COLUMNS
    )
    RatingFetch.objects.filter(chat_account=account).update(next_at=now + FETCHED_EVERY, fetched_at=now, error_code="")
    return len(rows)


def note_failure(account: ChatAccount, *, code: str, next_at: datetime) -> None:
    """What was read before stays."""
    RatingFetch.objects.filter(chat_account=account).update(next_at=next_at, error_code=code)


def _points(rating: RemoteRating, now: datetime) -> list[RatingPoint]:
    """The days, and today as it stands now."""
    today = now.astimezone(UTC).date()
    days = [point for point in rating.history if point.date < today]
    return [*days, RatingPoint(today, rating.value, rating.status)]


def _row(account: ChatAccount, rating: RemoteRating, point: RatingPoint) -> AccountRating:
    return AccountRating(
        chat_account=account,
        code=rating.code.value,
        date=point.date,
        value=point.value,
        status=point.status.value,
        danger_threshold=rating.danger_threshold,
        warning_threshold=rating.warning_threshold,
        premium_threshold=rating.premium_threshold,
    )
