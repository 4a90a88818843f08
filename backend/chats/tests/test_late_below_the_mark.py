"""A buyer's message that comes to light below what somebody has read here already."""

from datetime import timedelta

from accounts.models import Workspace
from chats.models import Chat
from chats.services.reading_marks import mark_read
from chats.tests.cabinet import MINUTE, Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.records import Author
from sla.models import Obligation

TICK = timedelta(seconds=6)


def test_a_question_that_appears_below_one_that_was_read_and_answered_is_unread(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet, chat_id = read_and_answered(workspace, clock)

    cabinet.hidden.clear()
    clock.pass_time(4 * MINUTE)
    cabinet.look()

    chat = cabinet.chat(chat_id)
    assert cabinet.texts(chat_id) == ["Здравствуйте!", "Есть ли размер 52?", "Очень жду!", "Да, есть."]
    assert chat.unread_count == 2
    assert (chat.waiting_since, chat.status) == (None, Chat.Status.OPEN)
    assert not Obligation.objects.filter(chat=chat, state=Obligation.State.OPEN).exists()

    assert mark_read(chat=chat, up_to_message_id=None) == 0
    clock.pass_time(8 * MINUTE)
    cabinet.look()
    assert cabinet.chat(chat_id).unread_count == 0


def test_a_first_message_that_appears_below_what_was_read_leaves_no_mark(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.marketplace.open_chat()
    cabinet.hidden.add(cabinet.marketplace.buyer_writes(chat_id, "Здравствуйте!"))
    cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    cabinet.look()
    mark_read(chat=cabinet.chat(chat_id), up_to_message_id=None)

    bring_to_light(cabinet)

    chat = cabinet.chat(chat_id)
    assert (chat.unread_count, chat.read_up_to, chat.read_up_to_id) == (2, None, "")


def test_imported_history_that_appears_below_what_was_read_leaves_the_mark(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!", at=clock.now() - 10 * TICK)
    late = cabinet.marketplace.write(chat_id, author=Author.BUYER, text="Размер 52?", sent_at=clock.now() - 5 * TICK)
    cabinet.marketplace.write(chat_id, author=Author.BUYER, text="Очень жду!", sent_at=clock.now() - 4 * TICK)
    cabinet.hidden.add(late)
    cabinet.import_slice()
    mark_read(chat=cabinet.chat(chat_id), up_to_message_id=None)
    mark = cabinet.chat(chat_id).read_up_to_id

    bring_to_light(cabinet)

    chat = cabinet.chat(chat_id)
    assert len(cabinet.texts(chat_id)) == 3
    assert (chat.unread_count, chat.read_up_to_id) == (0, mark)


def test_a_word_of_the_shop_that_appears_below_what_was_read_leaves_the_mark(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    cabinet.hidden.add(cabinet.marketplace.write(chat_id, author=Author.SELLER, text="Добрый день!"))
    cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    cabinet.look()
    mark_read(chat=cabinet.chat(chat_id), up_to_message_id=None)

    bring_to_light(cabinet)

    assert len(cabinet.texts(chat_id)) == 3
    assert cabinet.chat(chat_id).unread_count == 0


def bring_to_light(cabinet: Cabinet) -> None:
    """What was hidden is shown, and the next look that reads the chat again finds it."""
    cabinet.hidden.clear()
    cabinet.clock.pass_time(4 * MINUTE)
    cabinet.look()


def read_and_answered(workspace: Workspace, clock: MovingClock) -> tuple[Cabinet, str]:
    """A chat in which the second of three questions is hidden; somebody read what was shown and answered it."""
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    cabinet.look()
    clock.pass_time(MINUTE)
    cabinet.hidden.add(cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?"))
    cabinet.marketplace.buyer_writes(chat_id, "Очень жду!")
    cabinet.look()
    mark_read(chat=cabinet.chat(chat_id), up_to_message_id=None)
    clock.pass_time(TICK.total_seconds())
    cabinet.marketplace.write(chat_id, author=Author.SELLER, text="Да, есть.")
    cabinet.look()
    return cabinet, chat_id
