import logging

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connection

from accounts.models import Workspace
from chats.drift_words import kept_place, kept_sample
from chats.models import ConnectorDrift
from chats.selectors.drift import DriftCount, drift_counts
from chats.services.drift import MOST_PLACES, note_drift, store_drift, store_rest_of_drift
from chats.tests.factories import NOW
from chats.tests.moving_clock import MovingClock
from chats.tests.ozon_double import OzonDouble
from conftest import signed_in

KIND = "unknown_value"
FIELD = "chat_list.chats.chat.chat_type"


def counts() -> dict[str, int]:
    return {row.where: row.count for row in drift_counts()}


def test_a_new_kind_is_stored_at_once_and_logged_once(
    db: None, caplog: pytest.LogCaptureFixture, clock: MovingClock
) -> None:
    for _ in range(500):
        note_drift("ozon", KIND, FIELD, "SELLER_CARGO_CLUB")
    first = counts()
    clock.pass_time(60)
    store_drift()

    row = ConnectorDrift.objects.get()
    assert first == {FIELD: 1}
    assert (row.count, row.sample) == (500, "SELLER_CARGO_CLUB")
    assert row.last_seen_at > row.first_seen_at
    told = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert [record.message for record in told] == ["marketplace.drift"]
    assert "SELLER_CARGO_CLUB" not in str(vars(told[0]))


def test_what_is_known_to_all_is_news_to_a_new_process_and_not_logged_again(
    db: None, caplog: pytest.LogCaptureFixture
) -> None:
    ConnectorDrift.objects.create(
        marketplace="ozon", kind=KIND, where=FIELD, count=7, first_seen_at=NOW, last_seen_at=NOW
    )

    note_drift("ozon", KIND, FIELD, "SELLER_CARGO_CLUB")

    assert drift_counts() == [DriftCount("ozon", KIND, FIELD, 8)]
    assert not caplog.records


def test_a_flood_is_one_statement(db: None, django_assert_num_queries: object) -> None:
    note_drift("ozon", KIND, FIELD)
    note_drift("ozon", "missing_field", FIELD)

    with django_assert_num_queries(0):  # type: ignore[operator]
        for _ in range(1_000):
            note_drift("ozon", KIND, FIELD)
            store_rest_of_drift()


def test_places_without_end_become_one(db: None) -> None:
    for number in range(MOST_PLACES + 50):
        note_drift("ozon", "extra_field", "history.messages." + "x" * (number % 90) + chr(1_072 + number // 90))
    store_drift()

    assert len(counts()) == MOST_PLACES + 1
    assert counts()["elsewhere"] == 50


def test_a_sample_holds_no_ids_and_addresses() -> None:
    sample = "Seller 836144999 (7c5e2a14-93d0-4f6b-8f0e-51b6c2a7d903, a@b.example)\x00 \ud83d" + "y" * 500

    assert kept_sample(sample).startswith("Seller *** (***, ***")
    assert len(kept_sample(sample)) == 200
    assert kept_place("history.messages.3000000002914407615") == "history.messages.***"


def test_a_sync_over_odd_answers_goes_on_and_counts_them(workspace: Workspace, clock: MovingClock) -> None:
    ozon = OzonDouble.connected(workspace, clock)
    odd = ozon.message(1, "Где заказ?", user={"id": "1", "type": "Robot"}, reactions=[])
    del odd["is_read"]
    ozon.add_chat("good", odd, ozon.message(2, "Ау?"), colour="red")

    run = ozon.look()
    store_drift()

    assert (run.result, run.messages_stored) == ("ok", 2)
    assert counts() == {
        "history.messages.user.type": 1,
        "history.messages.reactions": 1,
        "chat_list.chats.colour": 2,
    }
    assert not ConnectorDrift.objects.filter(sample__contains="заказ").exists()


def test_the_sync_does_not_feel_that_drift_cannot_be_stored(
    db: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("chats.services.drift.STORE", "SELECT * FROM no_such_table")

    note_drift("ozon", KIND, FIELD)

    assert [record.message for record in caplog.records] == ["marketplace.drift_not_stored"]
    assert drift_counts() == []


def cut(*_: object) -> None:
    raise SoftTimeLimitExceeded


@pytest.mark.parametrize("fault", ["cut", "refused"])
def test_what_could_not_be_stored_is_stored_with_the_next(
    db: None, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    with monkeypatch.context() as broken:
        if fault == "refused":
            broken.setattr("chats.services.drift.STORE", "SELECT * FROM no_such_table")
            note_drift("ozon", KIND, FIELD, "SELLER_CARGO_CLUB")
        else:
            with connection.execute_wrapper(cut), pytest.raises(SoftTimeLimitExceeded):
                note_drift("ozon", KIND, FIELD, "SELLER_CARGO_CLUB")
        note_drift("ozon", KIND, FIELD)

    store_drift()

    assert drift_counts() == [DriftCount("ozon", KIND, FIELD, 2)]
    assert ConnectorDrift.objects.get().sample == "SELLER_CARGO_CLUB"


def test_staff_see_where_a_marketplace_differs(owner_member: object, workspace: Workspace) -> None:
    user = owner_member.user  # type: ignore[attr-defined]
    user.is_staff = user.is_superuser = True
    user.save()
    note_drift("ozon", KIND, FIELD, "SELLER_CARGO_CLUB")

    page = signed_in(user, workspace).get("/admin/chats/connectordrift/")

    assert page.status_code == 200
    assert "SELLER_CARGO_CLUB" in page.content.decode()


@pytest.mark.parametrize("kind", ["UNSPECIFIED", "SELLER_SUPPORT"])
def test_a_list_with_mailings_is_nothing_odd(workspace: Workspace, clock: MovingClock, kind: str) -> None:
    ozon = OzonDouble.connected(workspace, clock)
    ozon.add_chat("a", ozon.message(1), chat={"chat_id": "a", "chat_status": "OPENED", "chat_type": kind})

    ozon.look()

    store_drift()
    assert drift_counts() == []
