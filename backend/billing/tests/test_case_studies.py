from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Workspace
from billing.case_figures import days_of, share_words, time_words
from billing.models import Pilot
from billing.pages.prices import limit_words, roubles
from billing.tests.factories import make_figures, make_pilot


@pytest.fixture
def published(workspace: Workspace) -> Pilot:
    figures: dict[str, Any] = {"baseline": make_figures(median_hours=23.8), "result": make_figures(median_hours=4.05)}
    words: dict[str, Any] = {"slug": "lavka", "case_title": "Лавка у реки отвечает быстрее", "case_text": "Как было."}
    given: dict[str, Any] = {"consented_at": timezone.now(), "published_at": timezone.now()}
    return make_pilot(workspace=workspace, state=Pilot.State.FINISHED, **figures, **words, **given)


def test_a_published_pilot_shows_what_was_measured(client: Client, published: Pilot) -> None:
    page = client.get("/cases/lavka").content.decode().replace("\u00a0", " ")

    assert "<h1>Лавка у реки отвечает быстрее</h1>" in page
    assert "23 ч 48 мин" in page
    assert "4 ч 3 мин" in page
    assert "мало данных" in page
    assert "/cases/lavka" in client.get("/").content.decode()
    assert "/cases/lavka</loc>" in client.get("/sitemap.xml").content.decode()


def test_what_is_not_published_is_nowhere(client: Client, published: Pilot) -> None:
    Pilot.objects.update(published_at=None)

    assert client.get("/cases/lavka").status_code == 404
    assert client.get("/cases/drugaya").status_code == 404
    assert "/cases/lavka" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("seconds", "enough", "words"),
    [
        (59 * 60, True, "59 мин"),
        (3600, True, "1 ч"),
        (85_680, True, "23 ч 48 мин"),
        (3600, False, "мало данных"),
        (None, True, "мало данных"),
    ],
)
def test_times_are_told_in_hours_and_minutes(seconds: int | None, enough: bool, words: str) -> None:
    told = time_words({"median_seconds": seconds, "enough": enough}, "median_seconds")

    assert told.replace("\u00a0", " ") == words


def test_shares_prices_and_limits_are_told_as_people_write_them() -> None:
    said = [
        share_words({"s": 0.4551}, "s"),
        share_words({"s": 0.5}, "s"),
        share_words({"s": None}, "s"),
        roubles(590_000),
        roubles(1_190_050),
        limit_words(1, ("кабинета", "кабинетов"), "сколько угодно"),
        limit_words(11, ("кабинета", "кабинетов"), "сколько угодно"),
        limit_words(None, ("кабинета", "кабинетов"), "сколько угодно"),
    ]

    assert [words.replace("\u00a0", " ") for words in said] == [
        "45,5 %",
        "50 %",
        "мало данных",
        "5 900 ₽",
        "11 900,50 ₽",
        "До 1 кабинета",
        "До 11 кабинетов",
        "сколько угодно",
    ]


@pytest.mark.parametrize(
    ("starts_at", "ends_at"),
    [
        ("2026-10-17T00:00:00+03:00", "2026-11-16T00:00:00+03:00"),
        ("2026-10-16T21:00:00+00:00", "2026-11-15T21:00:00+00:00"),
        ("2026-10-17T12:00:00+00:00", "2026-11-15T12:00:00+00:00"),
    ],
    ids=["days of Moscow", "the same in UTC", "within days"],
)
def test_days_are_those_that_were_measured_as_moscow_calls_them(starts_at: str, ends_at: str) -> None:
    days = days_of({"starts_at": starts_at, "ends_at": ends_at})

    assert days == (date(2026, 10, 17), date(2026, 11, 15))
