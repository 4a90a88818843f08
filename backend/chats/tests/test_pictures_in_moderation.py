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


def unshown_picture(cabinet: Cabinet, *, state: ModerationState = ModerationState.PASSED) -> str:
    """A picture about which nothing is open, and of which only that it is one is shown."""
    cabinet.marketplace.hides_pictures = True
    chat_id = cabinet.buyer_asks()
    picture_id = cabinet.marketplace.buyer_sends_picture(chat_id)
    cabinet.marketplace.moderate(chat_id, picture_id, state)
    return picture_id


def moderation_of(picture_id: str) -> str:
    return Message.objects.get(external_id=picture_id).moderation


def test_a_picture_is_asked_about_ever_more_seldom_for_a_day() -> None:
    asked, now = [], NOW
    while (at := next_question(seen_at=NOW, now=now)) is not None:
        asked.append((at - NOW) / timedelta(minutes=1))
        now = at

    assert asked == [1, 5, 30, 3 * 60, 24 * 60]


@pytest.mark.parametrize("is_shown", [True, False])
def test_an_undecided_or_unshown_picture_costs_five_calls_in_all(cabinet: Cabinet, is_shown: bool) -> None:
    if is_shown:
        picture_in_moderation(cabinet)
    else:
        unshown_picture(cabinet)
    cabinet.look()
    Chat.objects.update(settle_at=None)

    asked, passed = [], 0
    for minute in (*range(1, 40), 179, 180, 181, 1439, 1440, 1441, 2880):
        cabinet.clock.pass_time((minute - passed) * MINUTE)
        passed = minute
        if "history" in cabinet.calls_of_look():
            asked.append(minute)

    assert asked == [1, 5, 30, 180, 1440]


def test_a_picture_that_is_shown_hours_later_is_fetched_and_not_asked_about_again(cabinet: Cabinet) -> None:
    picture_id = unshown_picture(cabinet)
    cabinet.look()
    Chat.objects.update(settle_at=None)
    cabinet.clock.pass_time(2 * HOUR)
    cabinet.look()
    cabinet.marketplace.hides_pictures = False
    cabinet.clock.pass_time(HOUR)

    cabinet.look()

    picture = Message.objects.get(external_id=picture_id)
    assert (picture.attachments[0]["name"], picture.moderation_check_at) == ("photo.jpg", None)


@pytest.mark.parametrize(("hours", "state"), [(25, ModerationState.PASSED), (0, ModerationState.REFUSED)])
def test_a_picture_that_will_hardly_be_shown_is_not_asked_about(
    cabinet: Cabinet, hours: int, state: ModerationState
) -> None:
    picture_id = unshown_picture(cabinet, state=state)
    cabinet.clock.pass_time(hours * HOUR)

    cabinet.look()

    assert Message.objects.get(external_id=picture_id).moderation_check_at is None


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
