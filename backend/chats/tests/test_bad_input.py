"""Nonsense in an answer: the account survives, the rest of the page is stored, the oddity is counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import Workspace
from chats.models import Chat, ConnectorDrift, Message, SyncRun
from chats.services.drift import store_drift
from chats.tests.moving_clock import MovingClock
from chats.tests.ozon_double import FIRST_ID, OzonDouble


@pytest.fixture
def ozon(workspace: Workspace, clock: MovingClock) -> OzonDouble:
    return OzonDouble.connected(workspace, clock)


def drift() -> dict[tuple[str, str], int]:
    store_drift()
    return {(row.kind, row.where): row.count for row in ConnectorDrift.objects.all()}


def assert_well(ozon: OzonDouble, run: SyncRun, *, texts: list[str]) -> None:
    ozon.account.refresh_from_db()
    state = ozon.account.sync_state
    state.refresh_from_db()
    assert (ozon.account.state, run.result, state.failures_in_row) == ("active", "ok", 0)
    assert state.fresh_at == run.started_at
    assert list(Message.objects.in_order().values_list("text", flat=True)) == texts


def test_a_null_chat_in_a_page(ozon: OzonDouble) -> None:
    ozon.chats += [None, {"chat": None, "unread_count": 0}]
    ozon.add_chat("good", ozon.message(1, "Где заказ?"))

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?"])
    assert drift()["null_item", "chat_list.chats"] == 2
    assert drift()["null_item", "chat_list.chats.chat"] == 2


def test_a_message_with_the_id_zero(ozon: OzonDouble) -> None:
    ozon.add_chat("good", ozon.message(1, "Где заказ?"))
    ozon.histories["good"].append(ozon.message(2, "ничей", message_id=0))

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?"])
    assert drift()["bad_id", "history.messages.message_id"] == 1


def test_a_chat_whose_newest_message_has_the_id_zero_is_an_empty_one(ozon: OzonDouble) -> None:
    ozon.add_chat("empty")
    ozon.add_chat("good", ozon.message(1, "Где заказ?"))

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?"])
    assert Chat.objects.count() == 1


def test_a_chat_without_an_id(ozon: OzonDouble) -> None:
    ozon.add_chat("", ozon.message(1, "ничей"))
    ozon.add_chat("good", ozon.message(2, "Где заказ?"))

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?"])
    assert drift()["bad_id", "chat_list.chats.chat.chat_id"] == 2


def test_a_negative_count(ozon: OzonDouble) -> None:
    ozon.add_chat("good", ozon.message(1, "Где заказ?"), unread_count=-3)

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?"])
    assert drift()["bad_count", "chat_list.chats.unread_count"] == 2
    assert Chat.objects.get().unread_count == 1


def test_a_date_in_the_year_one_takes_the_time_of_its_neighbour(ozon: OzonDouble) -> None:
    before = ozon.clock.now() - timedelta(hours=2)
    ozon.add_chat(
        "good",
        ozon.message(1, "Где заказ?", created_at=before.isoformat()),
        ozon.message(2, "Ау?", created_at="0001-01-01T00:00:00Z"),
    )

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?", "Ау?"])
    assert set(Message.objects.values_list("sent_at", flat=True)) == {before}
    assert Chat.objects.get().waiting_since == before
    assert drift()["bad_time", "history.messages.created_at"] == 1


@pytest.mark.parametrize("odd", ["9999-12-31T23:59:59Z", "2007-06-01T12:00:00Z", "in two days"])
def test_a_time_at_which_nothing_can_have_been_written_is_not_believed(ozon: OzonDouble, odd: str) -> None:
    before = ozon.clock.now() - timedelta(hours=2)
    created_at = (ozon.clock.now() + timedelta(days=2)).isoformat() if odd == "in two days" else odd
    ozon.add_chat(
        "good",
        ozon.message(1, "Где заказ?", created_at=before.isoformat()),
        ozon.message(2, "Ау?", created_at=created_at),
    )
    ozon.add_chat("alone", ozon.message(3, "Есть кто?", created_at=created_at))

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?", "Ау?", "Есть кто?"])
    assert list(Message.objects.in_order().values_list("sent_at", flat=True)) == [before, before, ozon.clock.now()]
    assert list(Chat.objects.order_by("pk").values_list("waiting_since", flat=True)) == [before, ozon.clock.now()]
    assert drift()["bad_time", "messages.sent_at"] == 2


def test_a_message_of_two_megabytes(ozon: OzonDouble) -> None:
    long = "очень длинно, " * 145_000 + "всё"
    ozon.add_chat("long", ozon.message(1, long))
    ozon.add_chat("good", ozon.message(2, "Где заказ?"))

    run = ozon.look()

    assert_well(ozon, run, texts=[long, "Где заказ?"])
    assert len(Chat.objects.get(external_id="long").preview) <= 160
    assert drift()["large_text", "history.messages.data"] == 1


def stored() -> list[str]:
    return list(Message.objects.values_list("text", flat=True))


def test_a_picture_on_a_foreign_host_is_text_and_no_file(ozon: OzonDouble) -> None:
    foreign = "![](https://files.example.org/v2/chat/file/5b1c90d2/photo_1.jpg)"
    ozon.add_chat("odd", ozon.message(1, foreign, is_image=True))
    ozon.add_chat("good", ozon.message(2, "Где заказ?"))

    run = ozon.look()

    assert_well(ozon, run, texts=[foreign, "Где заказ?"])
    assert list(Message.objects.values_list("attachments", flat=True)) == [[], []]
    assert drift()["foreign_file", "history.messages.data"] == 1


def test_a_history_that_jumps_back_in_time(ozon: OzonDouble) -> None:
    earlier = ozon.clock.now() - timedelta(days=2)
    ozon.add_chat("good", ozon.message(1, "Сегодня"), ozon.message(2, "Позавчера", created_at=earlier.isoformat()))

    run = ozon.look()

    chat = Chat.objects.get()
    assert_well(ozon, run, texts=["Позавчера", "Сегодня"])
    assert (chat.preview, chat.last_external_id) == ("Сегодня", str(FIRST_ID + 2))
    assert chat.waiting_since == earlier
    assert drift()["time_jump", "history.messages.created_at"] == 1
    assert ozon.calls.count("/v3/chat/history") == 1


@pytest.mark.parametrize("circle", [["A"] * 50, ["A", "B"] * 25, ["A", "B", "C"] * 20], ids=["AA", "ABA", "ABCA"])
@pytest.mark.parametrize("walk", [OzonDouble.sweep, OzonDouble.import_all], ids=["sweep", "import"])
def test_a_cursor_that_loops_ends_the_walk(
    ozon: OzonDouble, circle: list[str], walk: Callable[[OzonDouble], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chats.sync.importing.PAGES_COUNTED_FIRST", 1)
    ozon.add_chat("good", ozon.message(1, "Где заказ?"))
    ozon.cursors = list(circle)

    walk(ozon)

    run = SyncRun.objects.get()
    state = ozon.account.sync_state
    state.refresh_from_db()
    assert (run.result, run.error_code) == ("partial", "list_loops")
    assert (state.list_loops, state.sweep_scope, state.import_state) == (1, "", "done")
    assert stored() == ["Где заказ?"]
    assert drift()["cursor_loop", "chat_list.cursor"] == 1
    assert len(ozon.calls) < 15


def test_a_cursor_that_loops_does_not_hold_a_look(ozon: OzonDouble) -> None:
    ozon.add_chat("good", ozon.message(1, "Где заказ?"))
    ozon.cursors = ["A", "B"] * 50

    run = ozon.look()

    assert_well(ozon, run, texts=["Где заказ?"])
    assert ozon.calls.count("/v3/chat/list") <= 4


@pytest.mark.parametrize("body", [{}, {"chats": "нет"}, {"chats": None}, [], "нет", None])
def test_an_answer_without_a_list_is_a_failure_and_makes_nothing_fresh(
    ozon: OzonDouble, body: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh_before = ozon.account.sync_state.fresh_at
    ozon.clock.pass_time(60)
    monkeypatch.setattr(ozon, "_list", lambda _: body)

    run = ozon.look()

    ozon.account.refresh_from_db()
    state = ozon.account.sync_state
    state.refresh_from_db()
    assert (ozon.account.state, run.result, run.error_code) == ("active", "failed", "marketplace_unavailable")
    assert (state.fresh_at, state.failures_in_row) == (fresh_before, 1)
    assert drift()


@pytest.mark.parametrize("body", [{"chats": [[]]}, {"chats": [{"chat": []}]}])
def test_a_list_of_oddities_is_an_empty_one(ozon: OzonDouble, body: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ozon, "_list", lambda _: body)

    run = ozon.look()

    assert_well(ozon, run, texts=[])
    assert drift()


@pytest.mark.parametrize("kind", ["BUYER_SELLER_PLUS", None, "", "UNSPECIFIED", "SELLER_SUPPORT"])
def test_a_known_chat_whose_kind_has_another_name_today_is_still_read(ozon: OzonDouble, kind: str | None) -> None:
    ozon.add_chat("a", ozon.message(1))
    ozon.look()
    ozon.histories["a"].append(ozon.message(2, "Ау!"))
    ozon.chats[0] |= {"last_message_id": FIRST_ID + 2}
    ozon.chats[0]["chat"]["chat_type"] = kind

    ozon.look()

    assert Message.objects.filter(text="Ау!").exists()
    assert drift()["other_kind", "chats.kind"] == 2


def test_a_chat_of_an_unknown_kind_is_no_buyers(ozon: OzonDouble) -> None:
    ozon.add_chat("a", ozon.message(1), chat={"chat_id": "a", "chat_status": "OPENED", "chat_type": "SELLER_CARGO"})

    ozon.look()

    assert not Chat.objects.exists()


@pytest.mark.parametrize("sign", [{"unread_count": 1}, {"first_unread_message_id": str(FIRST_ID + 1)}])
def test_a_chat_without_a_mark_is_read_as_long_as_something_in_it_is_unread(
    ozon: OzonDouble, sign: dict[str, object]
) -> None:
    ozon.add_chat("a", ozon.message(1))
    ozon.chats[0] = {"chat": ozon.chats[0]["chat"], **sign}
    ozon.look()
    ozon.histories["a"].append(ozon.message(2, "Ау!"))

    ozon.look()

    assert Message.objects.filter(text="Ау!").exists()
