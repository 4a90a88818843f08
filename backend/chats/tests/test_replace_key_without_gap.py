from datetime import timedelta

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.tests.factories import make_actor
from chats.models import Message
from chats.services.connecting import replace_key
from chats.tests.cabinet import HOUR, MINUTE, Cabinet
from chats.tests.marketplaces import candidate_for
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.errors import AuthFailed
from connectors.records import Author


def test_what_was_written_while_the_key_was_dead_arrives_in_order_with_its_debts(
    workspace: Workspace, clock: MovingClock, owner_member: Membership, queued: Queued
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    known = cabinet.buyer_asks("До отказа")
    cabinet.look()
    cabinet.import_slice()
    cabinet.marketplace.fail("*", AuthFailed("key_deactivated"), times=50)
    asked_at = [clock.now()]
    for hour in range(5):
        clock.pass_time(HOUR)
        cabinet.marketplace.buyer_writes(known, f"Час {hour}")
        asked_at.append(clock.now())
        cabinet.look()
    while_dead = cabinet.buyer_asks("Новый покупатель")
    clock.pass_time(MINUTE)
    cabinet.marketplace.seller_writes_in_cabinet(while_dead, "Ответили в кабинете")
    cabinet.marketplace.read_in_cabinet(while_dead)
    assert cabinet.fresh_account.state == "needs_key"
    before = Message.objects.count()
    cabinet.marketplace.recover()

    replace_key(
        account=cabinet.fresh_account,
        actor=actor(workspace),
        candidate=candidate_for(cabinet.marketplace),
        now=clock.now(),
    )
    run = cabinet.look()

    chat, other = cabinet.chat(known), cabinet.chat(while_dead)
    assert before == 1
    assert run is not None
    assert (run.result, run.messages_stored) == ("ok", 7)
    assert cabinet.texts(known) == ["До отказа", *(f"Час {hour}" for hour in range(5))]
    assert [message.sent_at for message in chat.messages.in_order()] == asked_at
    assert (chat.waiting_since, chat.unread_count) == (asked_at[0], 6)
    assert (other.due_at, other.answered_at) == (None, clock.now())
    assert cabinet.state.fresh_at == clock.now()
    assert cabinet.calls_of_look() == ["list_chats", "list_chats"]


def actor(workspace: Workspace) -> Actor:
    return make_actor(workspace=workspace)


def test_a_key_that_was_dead_for_days_leaves_no_gap_though_hundreds_wrote(
    workspace: Workspace, clock: MovingClock, owner_member: Membership, queued: Queued
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    cabinet.look()
    cabinet.import_slice()
    cabinet.marketplace.fail("*", AuthFailed("key_invalid"), times=2)
    cabinet.look()
    chat_ids = [cabinet.buyer_asks(f"Вопрос № {number}") for number in range(60)]
    for chat_id in chat_ids[:30]:
        cabinet.marketplace.write(chat_id, author=Author.SELLER, text="Ответили")
        cabinet.marketplace.read_in_cabinet(chat_id)
    clock.pass_time(timedelta(days=3).total_seconds())

    replace_key(
        account=cabinet.fresh_account,
        actor=actor(workspace),
        candidate=candidate_for(cabinet.marketplace),
        now=clock.now(),
    )
    cabinet.look()
    after_look = Message.objects.count()
    type(cabinet.state).objects.update(next_full_sweep_at=clock.now())
    cabinet.sweep_slice()

    assert after_look < 90
    assert Message.objects.count() == 90
