"""Messages that come to light below ones that are known already."""

from datetime import timedelta

from accounts.models import Workspace
from chats.models import Reply
from chats.tests.cabinet import HOUR, MINUTE, Cabinet
from chats.tests.moving_clock import MovingClock
from chats.tests.outbox import Outbox
from connectors.errors import TemporaryFailure
from connectors.records import Author, Page, RemoteMessage
from connectors.testing.fake import FakeConnector

DAY = 24 * HOUR
TICK = timedelta(seconds=6)


def test_a_message_that_appears_below_a_newer_one_is_found_by_the_next_read(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    cabinet.look()
    late = cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    cabinet.marketplace.buyer_writes(chat_id, "Очень жду!")
    cabinet.hidden.add(late)
    cabinet.look()

    cabinet.hidden.clear()
    clock.pass_time(10 * MINUTE)
    cabinet.marketplace.buyer_writes(chat_id, "Ау!")
    cabinet.look()

    assert cabinet.texts(chat_id) == ["Здравствуйте!", "Есть ли размер 52?", "Очень жду!", "Ау!"]
    assert cabinet.chat(chat_id).unread_count == 4


def test_the_first_message_of_a_new_chat_may_be_the_late_one(workspace: Workspace, clock: MovingClock) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.marketplace.open_chat()
    cabinet.hidden.add(cabinet.marketplace.buyer_writes(chat_id, "Здравствуйте!"))
    cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    cabinet.look()

    cabinet.hidden.clear()
    cabinet.marketplace.buyer_writes(chat_id, "Ау!")
    cabinet.look()

    assert cabinet.texts(chat_id) == ["Здравствуйте!", "Есть ли размер 52?", "Ау!"]


def test_a_message_that_appears_below_the_last_word_of_a_chat_is_found_within_minutes(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    cabinet.look()
    late = cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    for number in range(30):
        cabinet.marketplace.buyer_writes(chat_id, f"Очень жду! {number}")
    cabinet.hidden.add(late)
    cabinet.look()

    cabinet.hidden.clear()
    clock.pass_time(4 * MINUTE)
    cabinet.look()

    assert cabinet.texts(chat_id)[:3] == ["Здравствуйте!", "Есть ли размер 52?", "Очень жду! 0"]
    assert len(cabinet.texts(chat_id)) == 32


def test_a_chat_that_goes_on_is_read_once_more_for_each_of_its_messages(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    cabinet.look()
    clock.pass_time(2.5 * MINUTE)
    late = cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    cabinet.marketplace.buyer_writes(chat_id, "Очень жду!")
    cabinet.hidden.add(late)
    cabinet.look()
    clock.pass_time(MINUTE)
    cabinet.look()

    cabinet.hidden.clear()
    clock.pass_time(4 * MINUTE)
    cabinet.look()

    assert cabinet.texts(chat_id) == ["Здравствуйте!", "Есть ли размер 52?", "Очень жду!"]


def test_a_chat_that_has_settled_costs_no_more_calls(workspace: Workspace, clock: MovingClock) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    cabinet.buyer_asks("Здравствуйте!")
    cabinet.look()

    at_once = cabinet.calls_of_look()
    histories = []
    for minute in range(1, 60):
        clock.pass_time(MINUTE)
        if "history" in cabinet.calls_of_look():
            histories.append(minute)

    assert "history" not in at_once
    assert histories == [2, 10]


def test_a_message_that_stays_hidden_for_a_second_read_is_found_by_the_third(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    late = cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    cabinet.marketplace.buyer_writes(chat_id, "Очень жду!")
    cabinet.hidden.add(late)
    cabinet.look()
    clock.pass_time(3 * MINUTE)
    cabinet.look()

    cabinet.hidden.clear()
    clock.pass_time(8 * MINUTE)
    cabinet.look()

    assert cabinet.texts(chat_id) == ["Здравствуйте!", "Есть ли размер 52?", "Очень жду!"]


def test_a_message_hidden_during_the_import_is_found_too(workspace: Workspace, clock: MovingClock) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!", at=clock.now() - 10 * TICK)
    late = cabinet.marketplace.write(chat_id, author=Author.BUYER, text="Размер 52?", sent_at=clock.now() - 5 * TICK)
    cabinet.marketplace.write(chat_id, author=Author.BUYER, text="Очень жду!", sent_at=clock.now() - 4 * TICK)
    cabinet.hidden.add(late)
    cabinet.import_slice()

    cabinet.hidden.clear()
    clock.pass_time(4 * MINUTE)
    cabinet.look()

    assert cabinet.texts(chat_id) == ["Здравствуйте!", "Размер 52?", "Очень жду!"]


def test_a_chat_that_cannot_be_read_once_more_is_not_asked_for_at_every_look(
    workspace: Workspace, clock: MovingClock
) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    cabinet.look()
    clock.pass_time(4 * MINUTE)

    cabinet.look(connect=lambda account: BrokenHistory(cabinet.marketplace))
    calls = cabinet.calls_of_look()
    clock.pass_time(16 * MINUTE)
    calls_later = cabinet.calls_of_look()

    assert "history" not in calls
    assert "history" in calls_later
    assert cabinet.chat(chat_id).settle_at is None


def test_what_has_been_known_for_an_hour_is_not_read_again(workspace: Workspace, clock: MovingClock) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    known = cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
    cabinet.look()
    clock.pass_time(11 * MINUTE)
    cabinet.look()
    clock.pass_time(DAY)
    connector = NotingConnector(cabinet.marketplace)
    connector.asked = []

    cabinet.marketplace.buyer_writes(chat_id, "Ау!")
    cabinet.look(connect=lambda account: connector)

    assert connector.asked == [known]
    assert len(cabinet.texts(chat_id)) == 3


def test_an_echo_below_a_newer_question_delivers_its_reply(outbox: Outbox) -> None:
    reply = outbox.deliver(outbox.write())
    history = outbox.marketplace.chats[outbox.chat.external_id].messages
    echo = history.pop()
    outbox.marketplace.buyer_writes(outbox.chat.external_id, "Ау!")
    outbox.look()

    history.insert(-1, echo)
    outbox.clock.pass_time(3)
    delivered = outbox.check(reply)

    assert delivered.state == Reply.State.DELIVERED
    assert delivered.message is not None
    assert delivered.message.external_id == echo.id


class BrokenHistory(FakeConnector):
    """Lists chats and shows none."""

    def _history(self, chat_id: str) -> list[RemoteMessage]:
        raise TemporaryFailure("internal_error")


class NotingConnector(FakeConnector):
    """Remembers after which messages it was asked for more."""

    asked: list[str]

    def list_messages(self, *, chat_id: str, after: str, limit: int = 1000) -> Page[RemoteMessage]:
        self.asked.append(after)
        return super().list_messages(chat_id=chat_id, after=after, limit=limit)
