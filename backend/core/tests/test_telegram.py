"""What Telegram's answers mean, and that the token goes nowhere else."""

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from core import soft_limit
from core.telegram import LONGEST_TEXT, TelegramFailure, send_message
from core.tests.telegram_stand_in import Sent, TelegramStandIn

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


@pytest.fixture
def telegram() -> Iterator[TelegramStandIn]:
    with TelegramStandIn() as stand_in:
        yield stand_in


def send(telegram: TelegramStandIn, text: str = "Ответ просрочен") -> None:
    send_message(api_url=telegram.url, token=TOKEN, chat_id="-100123", text=text)


def failure_of(telegram: TelegramStandIn) -> TelegramFailure:
    with pytest.raises(TelegramFailure) as caught:
        send(telegram)
    return caught.value


def test_a_message_is_taken(telegram: TelegramStandIn) -> None:
    send(telegram)

    assert telegram.sent == [Sent(TOKEN, "-100123", "Ответ просрочен")]


def test_a_message_is_not_begun_when_the_time_of_its_task_is_up(telegram: TelegramStandIn) -> None:
    soft_limit.begin(0)

    with pytest.raises(SoftTimeLimitExceeded):
        send(telegram)

    assert telegram.sent == []


def test_a_text_longer_than_telegram_takes_is_cut(telegram: TelegramStandIn) -> None:
    send(telegram, text="я" * (LONGEST_TEXT + 1))

    assert len(telegram.sent[0].text) == LONGEST_TEXT


@pytest.mark.parametrize(
    ("status", "description", "parameters", "code", "is_final"),
    [
        (401, "Unauthorized", {}, "telegram_token_refused", True),
        (404, "Not Found", {}, "telegram_token_refused", True),
        (403, "Forbidden: bot was blocked by the user", {}, "telegram_bot_blocked", True),
        (400, "Bad Request: chat not found", {}, "telegram_chat_not_found", True),
        (400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1}, "telegram_chat_moved", True),
        (400, "Bad Request: message text is empty", {}, "telegram_refused", True),
        (429, "Too Many Requests: retry after 7", {"retry_after": 7}, "telegram_busy", False),
        (500, "Internal Server Error", {}, "telegram_unavailable", False),
        (302, "", {}, "telegram_unavailable", False),
    ],
)
def test_each_refusal_has_a_name_and_telegrams_words(
    telegram: TelegramStandIn, status: int, description: str, parameters: dict[str, Any], code: str, is_final: bool
) -> None:
    telegram.answer_next(status, description, **parameters)

    failure = failure_of(telegram)

    assert (failure.code, failure.is_final, failure.detail) == (code, is_final, description)
    assert failure.retry_after == parameters.get("retry_after")


@pytest.mark.parametrize(("asked", "kept"), [(0, 1), (-5, 1), (10**9, 3600), ("7", None), (None, None), (True, None)])
def test_a_wait_is_kept_within_reason(telegram: TelegramStandIn, asked: object, kept: int | None) -> None:
    telegram.answer_next(429, "Too Many Requests", retry_after=asked)

    assert failure_of(telegram).retry_after == kept


@pytest.mark.parametrize("text", ["", "<html>", "[]", "null", '{"ok": false}'])
def test_an_answer_that_is_no_answer_is_an_outage(telegram: TelegramStandIn, text: str) -> None:
    telegram.answer_next_with_text(200, text)

    assert failure_of(telegram).code == "telegram_unavailable"


def test_the_token_is_in_no_error_and_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with TelegramStandIn() as gone:
        pass

    failure = failure_of(gone)

    assert failure.code == "telegram_unavailable"
    assert TOKEN not in repr(failure) + str(failure.__dict__)
    assert failure.__suppress_context__ is True
    assert TOKEN not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("core"))


def test_words_that_repeat_the_token_are_masked(telegram: TelegramStandIn) -> None:
    telegram.answer_next(400, f"Bad Request: wrong token {TOKEN}")

    assert TOKEN not in failure_of(telegram).detail
