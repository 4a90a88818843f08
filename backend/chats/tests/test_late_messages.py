"""Messages that come to light below ones that are known already."""

from accounts.models import Workspace
from chats.models import Reply
from chats.tests.cabinet import HOUR, MINUTE, Cabinet
from chats.tests.moving_clock import MovingClock
from chats.tests.outbox import Outbox
from connectors.records import Page, RemoteMessage
from connectors.testing.fake import FakeConnector

DAY = 24 * HOUR


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


def test_what_has_been_known_for_an_hour_is_not_read_again(workspace: Workspace, clock: MovingClock) -> None:
    cabinet = Cabinet.connected(workspace, clock)
    chat_id = cabinet.buyer_asks("Здравствуйте!")
    known = cabinet.marketplace.buyer_writes(chat_id, "Есть ли размер 52?")
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


class NotingConnector(FakeConnector):
    """Remembers after which messages it was asked for more."""

    asked: list[str]

    def list_messages(self, *, chat_id: str, after: str, limit: int = 1000) -> Page[RemoteMessage]:
        self.asked.append(after)
        return super().list_messages(chat_id=chat_id, after=after, limit=limit)
