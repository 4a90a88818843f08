from datetime import timedelta

import pytest

from accounts.models import Workspace
from chats.models import Chat, Message
from chats.picture_times import next_question
from chats.tests.cabinet import HOUR, MINUTE, Cabinet
from chats.tests.factories import NOW
from chats.tests.moving_clock import MovingClock
from connectors.errors import TemporaryFailure
from connectors.records import Author, ModerationState

Moderation = Message.Moderation


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    return Cabinet.connected(workspace, clock)


def picture_in_moderation(cabinet: Cabinet) -> tuple[str, str]:
    chat_id = cabinet.buyer_asks()
    return chat_id, cabinet.marketplace.write(chat_id, author=Author.BUYER, moderation=ModerationState.PENDING)


def moderation_of(picture_id: str) -> str:
    return Message.objects.get(external_id=picture_id).moderation


def test_a_picture_is_asked_about_after_one_five_and_thirty_minutes() -> None:
    asked, now = [], NOW
    while (at := next_question(seen_at=NOW, now=now)) is not None:
        asked.append((at - NOW) / timedelta(minutes=1))
        now = at

    assert asked == [1, 5, 30]


def test_an_undecided_picture_costs_three_calls_in_all(cabinet: Cabinet) -> None:
    picture_in_moderation(cabinet)
    cabinet.look()
    Chat.objects.update(settle_at=None)

    asked = []
    for minute in range(1, 120):
        cabinet.clock.pass_time(MINUTE)
        if "history" in cabinet.calls_of_look():
            asked.append(minute)

    assert asked == [1, 5, 30]


def test_what_the_marketplace_decided_is_stored_and_announced(cabinet: Cabinet) -> None:
    chat_id, picture_id = picture_in_moderation(cabinet)
    cabinet.look()
    Chat.objects.update(settle_at=None)
    cabinet.marketplace.moderate(chat_id, picture_id, ModerationState.REFUSED)
    cabinet.clock.pass_time(MINUTE)

    calls = cabinet.calls_of_look()

    assert calls == ["list_chats", "list_chats", "history"]
    assert moderation_of(picture_id) == Moderation.FAILED
    assert "message.updated" in cabinet.changes()
    cabinet.clock.pass_time(HOUR)
    assert "history" not in cabinet.calls_of_look()


def test_a_refused_picture_of_ours_answers_nobody(cabinet: Cabinet) -> None:
    chat_id = cabinet.buyer_asks()
    cabinet.clock.pass_time(MINUTE)
    answer = cabinet.marketplace.write(chat_id, author=Author.SELLER, moderation=ModerationState.PENDING)
    cabinet.look()
    is_answered = cabinet.chat(chat_id).due_at is None
    cabinet.marketplace.moderate(chat_id, answer, ModerationState.REFUSED)
    cabinet.clock.pass_time(MINUTE)

    cabinet.look()

    assert is_answered
    assert cabinet.chat(chat_id).due_at is not None


def test_pictures_of_one_chat_cost_one_call_and_a_look_asks_about_few_chats(cabinet: Cabinet) -> None:
    for _ in range(7):
        chat_id, _ = picture_in_moderation(cabinet)
        cabinet.marketplace.write(chat_id, author=Author.BUYER, moderation=ModerationState.PENDING)
    cabinet.look()
    cabinet.clock.pass_time(MINUTE)

    asked = [cabinet.calls_of_look().count("history") for _ in range(3)]

    assert asked == [5, 2, 0]


def test_a_question_that_failed_is_put_again_at_its_next_time(cabinet: Cabinet) -> None:
    _, picture_id = picture_in_moderation(cabinet)
    cabinet.look()
    cabinet.clock.pass_time(MINUTE)
    cabinet.marketplace.fail("history", TemporaryFailure("answer_lost"))

    run = cabinet.look()

    assert run is not None
    assert (run.result, cabinet.state.fresh_at) == ("ok", cabinet.clock.now())
    assert Message.objects.get(external_id=picture_id).moderation_check_at == cabinet.clock.now() + timedelta(minutes=4)
