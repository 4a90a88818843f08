"""The ear that listens to the log of the whole suite hears what it is there for."""

import logging
from typing import Any

import pytest
import structlog

from core.tests.private_words import PRIVATE, Ear


@pytest.fixture
def ear() -> Any:
    """One of its own, at a logger of its own: what it hears fails no test."""
    ear = Ear()
    logger = logging.getLogger("private_words")
    logger.propagate = False
    logger.addHandler(ear)
    yield ear
    logger.removeHandler(ear)


@pytest.mark.parametrize("word", PRIVATE)
def test_a_word_in_a_message_or_a_field_is_heard(ear: Ear, word: str) -> None:
    log = logging.getLogger("private_words")

    log.warning("chat.%s", word)
    log.warning("chat.shown", extra={"preview": f"Здравствуйте! {word}?"})
    structlog.stdlib.get_logger("private_words").warning("chat.shown", preview=word)

    assert len(ear.take()) == 3


def test_an_id_is_no_private_word(ear: Ear) -> None:
    logging.getLogger("private_words").warning("chat.shown", extra={"chat_id": 7})

    assert ear.take() == []
