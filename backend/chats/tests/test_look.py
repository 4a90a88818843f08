from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import Workspace
from chats.models import Chat, Message, Reply, SyncHour, SyncRun, SyncState
from chats.sync.lease import Lease, take_lease
from chats.tests.cabinet import HOUR, MINUTE, PAGE, Cabinet
from chats.tests.factories import make_reply
from chats.tests.moving_clock import MovingClock
from connectors.errors import RateLimited
from connectors.records import Author, ChatKind
from connectors.testing.fake import FakeConnector


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    return Cabinet.connected(workspace, clock)


def test_a_new_chat_arrives_with_its_messages(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks("Здравствуйте! Есть ли размер 52?")

    run = cabinet.look()

    chat = cabinet.chat(chat_id)
    assert cabinet.texts(chat_id) == ["Здравствуйте! Есть ли размер 52?"]
    assert (chat.is_listed, chat.unread_count, chat.order_number) == (True, 1, "48866017-0495")
    assert chat.waiting_since == cabinet.clock.now()
    assert run is not None
    assert (run.result, run.chats_stored, run.messages_stored) == ("ok", 1, 1)


def test_an_idle_look_asks_twice_and_leaves_only_a_count(cabinet: Cabinet) -> None:
    for _ in range(5):
        cabinet.buyer_asks()
    cabinet.look()
    SyncRun.objects.all().delete()

    calls = cabinet.calls_of_look()

    assert calls == ["list_chats", "list_chats"]
    assert not SyncRun.objects.exists()
    assert SyncHour.objects.get().idle_runs == 1


def test_a_changed_chat_costs_one_call(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.buyer_asks("Другой покупатель")
    cabinet.look()
    cabinet.marketplace.buyer_writes(chat_id, "И ещё вопрос")

    calls = cabinet.calls_of_look()

    assert calls == ["list_chats", "list_chats", "history"]
    assert len(cabinet.texts(chat_id)) == 2


def test_an_answer_from_the_marketplace_cabinet_is_found_though_the_chat_is_read(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.look()
    cabinet.clock.pass_time(MINUTE)
    cabinet.marketplace.seller_writes_in_cabinet(chat_id, "Да, есть.")
    cabinet.marketplace.read_in_cabinet(chat_id)

    cabinet.look()

    chat = cabinet.chat(chat_id)
    assert (chat.last_author, chat.due_at) == ("seller", None)
    assert chat.answered_at == cabinet.clock.now()


def test_reading_a_chat_in_the_marketplace_cabinet_ends_no_debt(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.look()
    cabinet.marketplace.read_in_cabinet(chat_id)

    cabinet.look()

    chat = cabinet.chat(chat_id)
    assert chat.due_at is not None
    assert chat.unread_count == 1


def test_empty_chats_and_mailings_are_neither_fetched_nor_stored(cabinet: Cabinet) -> None:
    cabinet.marketplace.open_chat()
    for kind in (ChatKind.MAILING, ChatKind.SUPPORT, ChatKind.OTHER):
        cabinet.marketplace.buyer_writes(cabinet.marketplace.open_chat(kind=kind), "Новости недели")

    calls = cabinet.calls_of_look()

    assert calls == ["list_chats", "list_chats"]
    assert not Chat.objects.exists()


def test_an_empty_chat_appears_with_its_first_message(cabinet: Cabinet) -> None:
    chat_id = cabinet.marketplace.open_chat()
    cabinet.look()
    cabinet.marketplace.buyer_writes(chat_id, "Добрый день")

    cabinet.look()

    assert cabinet.texts(chat_id) == ["Добрый день"]


def test_a_closed_chat_is_seen_closed_without_a_call_for_it(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.look()
    cabinet.marketplace.close(chat_id)

    calls = cabinet.calls_of_look()

    assert calls == ["list_chats", "list_chats"]
    assert cabinet.chat(chat_id).remote_status == Chat.RemoteStatus.CLOSED
    assert cabinet.changes()[-1] == "chat.updated"


def test_the_unread_list_is_read_while_its_pages_bring_news_and_no_further_than_three(cabinet: Cabinet) -> None:
    for _ in range(32):
        cabinet.buyer_asks()

    first = cabinet.calls_of_look()
    second = cabinet.calls_of_look()

    assert first.count("list_chats") == 4
    assert cabinet.state.page_limits_hit == 1
    assert Message.objects.count() == 30
    assert second == ["list_chats", "list_chats"]


def test_after_a_gap_that_reaches_below_the_first_page_a_sweep_is_due_at_once(cabinet: Cabinet) -> None:
    SyncState.objects.update(import_state=SyncState.ImportState.DONE)
    cabinet.look()
    cabinet.clock.pass_time(HOUR)
    chats = [cabinet.buyer_asks() for _ in range(3 * PAGE)]
    for chat_id in chats:
        cabinet.marketplace.read_in_cabinet(chat_id)

    run = cabinet.look()
    due_at = cabinet.state.next_sweep_at
    cabinet.sweep_slice()

    assert run is not None
    assert (run.result, due_at) == (SyncRun.Result.PARTIAL, cabinet.clock.now())
    assert all(cabinet.texts(chat_id) for chat_id in chats)


def test_a_gap_is_remembered_by_a_look_that_fails_after_it(cabinet: Cabinet) -> None:
    SyncState.objects.update(import_state=SyncState.ImportState.DONE)
    cabinet.look()
    fresh_before = cabinet.state.fresh_at
    cabinet.clock.pass_time(HOUR)
    for _ in range(3 * PAGE):
        cabinet.marketplace.read_in_cabinet(cabinet.buyer_asks())
    cabinet.marketplace.fail("history", RateLimited(until=cabinet.clock.now(), status=429))

    run = cabinet.look()

    assert run is not None
    assert run.result == SyncRun.Result.FAILED
    assert (cabinet.state.next_sweep_at, cabinet.state.page_limits_hit) == (cabinet.clock.now(), 1)
    assert cabinet.state.fresh_at == fresh_before


def test_news_that_fill_half_the_first_page_are_all_there_are(cabinet: Cabinet) -> None:
    SyncState.objects.update(import_state=SyncState.ImportState.DONE, next_full_sweep_at=cabinet.clock.now())
    chats = [cabinet.buyer_asks() for _ in range(2 * PAGE)]
    for chat_id in chats:
        cabinet.marketplace.read_in_cabinet(chat_id)
    cabinet.sweep_slice()
    SyncState.objects.update(next_sweep_at=None)
    for chat_id in chats[:5]:
        cabinet.marketplace.buyer_writes(chat_id, "Вы здесь?")

    run = cabinet.look()

    assert run is not None
    assert (run.result, cabinet.state.next_sweep_at) == (SyncRun.Result.OK, None)


def test_a_message_listed_before_the_history_shows_it_is_waited_for(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks("первое")
    cabinet.look()
    late = cabinet.marketplace.buyer_writes(chat_id, "второе")
    cabinet.hidden.add(late)

    cabinet.look()
    waiting = cabinet.texts(chat_id)
    cabinet.hidden.clear()
    cabinet.look()

    assert waiting == ["первое"]
    assert cabinet.texts(chat_id) == ["первое", "второе"]
    assert cabinet.calls_of_look() == ["list_chats", "list_chats"]


def test_a_message_that_never_shows_up_is_given_up_after_four_reads(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.look()
    cabinet.hidden.add(cabinet.marketplace.buyer_writes(chat_id, "скрытое"))

    reads = []
    for _ in range(6):
        cabinet.clock.pass_time(MINUTE)
        reads.append(cabinet.calls_of_look().count("history"))

    assert reads == [1, 1, 1, 1, 0, 0]


def test_a_chat_with_a_reply_under_way_is_read_whatever_the_list_says(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.look()
    now = cabinet.clock.now()
    make_reply(chat=cabinet.chat(chat_id), state=Reply.State.ACCEPTED, accepted_at=now, queued_at=now)

    watched = cabinet.calls_of_look()
    Reply.objects.update(queued_at=now - timedelta(hours=7))
    forgotten = cabinet.calls_of_look()

    assert watched == ["list_chats", "list_chats", "history"]
    assert forgotten == ["list_chats", "list_chats"]


def test_freshness_is_the_start_of_the_last_complete_look(cabinet: Cabinet) -> None:
    started_at = cabinet.clock.now()

    class SlowConnector(FakeConnector):
        def list_chats(self, **asked: Any) -> Any:
            cabinet.clock.pass_time(15)
            return super().list_chats(**asked)

    run = cabinet.look(connect=lambda _: SlowConnector(cabinet.marketplace))

    assert cabinet.state.fresh_at == started_at
    assert run is not None
    assert run.pk is not None, "a slow look is kept although it found nothing"


def test_a_look_that_runs_out_of_time_goes_on_in_the_next_one(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        cabinet.buyer_asks()
    answers = iter([False, False, True])

    with monkeypatch.context() as patched:
        patched.setattr("chats.sync.engine.deadline", lambda _: lambda: next(answers, True))
        run = cabinet.look()
    stored_first, fresh_at = Message.objects.count(), cabinet.state.fresh_at
    cabinet.look()

    assert run is not None
    assert (run.result, stored_first, fresh_at) == ("partial", 1, None)
    assert Message.objects.count() == 3
    assert cabinet.state.fresh_at is not None


def test_a_look_that_meets_another_is_counted_and_left(cabinet: Cabinet) -> None:
    cabinet.buyer_asks()
    now = cabinet.clock.now()
    take_lease(account_id=cabinet.account.pk, kind=Lease.LOOK, owner=uuid4(), now=now, length=timedelta(seconds=90))

    calls = cabinet.calls_of_look()

    assert calls == []
    assert cabinet.state.looks_skipped == 1
    assert SyncHour.objects.get().skipped_runs == 1


def test_a_look_gives_the_account_back_even_when_it_breaks(cabinet: Cabinet) -> None:
    class BrokenConnector(FakeConnector):
        def list_chats(self, **asked: Any) -> Any:
            raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        cabinet.look(connect=lambda _: BrokenConnector(cabinet.marketplace))

    assert cabinet.state.look_owner is None


def test_a_paused_and_a_disconnected_account_are_not_asked(cabinet: Cabinet) -> None:
    account = cabinet.account
    type(account).objects.filter(pk=account.pk).update(state="paused")
    paused = cabinet.calls_of_look()
    type(account).objects.filter(pk=account.pk).update(state="active", disconnected_at=cabinet.clock.now())
    disconnected = cabinet.calls_of_look()

    assert paused == disconnected == []


def test_the_past_of_a_long_chat_is_read_down_to_the_depth_of_the_import(cabinet: Cabinet) -> None:
    now = cabinet.clock.now()
    chat_id = cabinet.marketplace.open_chat()
    for number in range(2500):
        days = 200 - number * 0.08
        cabinet.marketplace.write(chat_id, author=Author.BUYER, text=f"№ {number}", sent_at=now - timedelta(days=days))

    cabinet.look()

    chat = cabinet.chat(chat_id)
    assert chat.history_is_complete
    assert chat.messages.count() == 2000, "two pages reach back beyond 90 days, the third is not asked for"


def test_a_run_killed_between_two_pages_loses_and_doubles_nothing(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat_id = cabinet.marketplace.open_chat()
    for number in range(1500):
        cabinet.marketplace.buyer_writes(chat_id, f"№ {number}")
    with monkeypatch.context() as patched:
        patched.setattr("chats.sync.reading.settle", killed)
        with pytest.raises(SystemExit):
            cabinet.look()
    kept = cabinet.chat(chat_id).messages.count()
    cabinet.clock.pass_time(3 * MINUTE)
    cabinet.marketplace.buyer_writes(chat_id, "последнее")

    cabinet.look()

    texts = cabinet.texts(chat_id)
    assert kept == 1000
    assert sorted(texts) == sorted({*(f"№ {number}" for number in range(1500)), "последнее"})


def killed(*_: object, **__: object) -> None:
    raise SystemExit
