import io
import json
import logging
import smtplib
from http.client import BadStatusLine
from pathlib import Path
from typing import Final

import pytest
import structlog
from django.db import IntegrityError, ProgrammingError, connection
from urllib3 import HTTPConnectionPool
from urllib3.exceptions import MaxRetryError

from core.error_words import described
from core.logs import logging_config

MARKER: Final = "Где-мой-заказ-4711"


def fail_with(words: str) -> None:
    letter = {"text": words}
    try:
        int(str(len(letter)) + "x")
    except ValueError as error:
        raise RuntimeError("the letter was not read") from error


def test_a_traceback_shows_no_local_variable(log_file: Path) -> None:
    try:
        fail_with(MARKER)
    except RuntimeError:
        logging.getLogger("chats").exception("sync.failed")
        structlog.get_logger("chats").exception("sync.failed_again")

    log = log_file.read_text()
    assert MARKER not in log
    assert log.count("the letter was not read") == 2
    assert log.count("fail_with") >= 2
    assert "ValueError" in log


def test_a_refused_row_is_not_quoted(log_file: Path, db: None) -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE letters (body text CHECK (length(body) < 5))")
            cursor.execute("INSERT INTO letters VALUES (%s)", [f"{MARKER}\nи вторая строка"])
    except IntegrityError:
        logging.getLogger("chats").exception("store.failed")

    log = log_file.read_text()
    assert "letters_body_check" in log
    assert MARKER not in log
    assert "вторая строка" not in log


def test_a_line_for_machines_is_one_line_of_json(tmp_path: Path) -> None:
    formatter = logging_config(style="json", file="")["formatters"]["events"]
    handler = logging.StreamHandler(out := io.StringIO())
    handler.setFormatter(formatter.pop("()")(**formatter))
    logger = logging.Logger("chats")
    logger.addHandler(handler)

    try:
        fail_with(MARKER)
    except RuntimeError:
        logger.exception("sync.failed", extra={"account_id": 7})

    line = json.loads(out.getvalue())
    assert (line["event"], line["account_id"]) == ("sync.failed", 7)
    assert [stack["exc_type"] for stack in line["exception"]] == ["RuntimeError", "ValueError"]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (smtplib.SMTPRecipientsRefused({f"{MARKER}@example.com": (550, b"no")}), "SMTPRecipientsRefused"),
        (smtplib.SMTPDataError(554, MARKER.encode()), "SMTPDataError: 554"),
        (MaxRetryError(HTTPConnectionPool("x"), f"/file?sign={MARKER}"), "MaxRetryError"),
        (BadStatusLine(MARKER), "BadStatusLine"),
    ],
)
def test_what_a_server_repeats_or_was_asked_is_not_told(error: Exception, told: str) -> None:
    assert described(error) == told


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("SELECT * FROM nowhere", "nowhere"),
        ("SELECT missing FROM chats", "missing"),
        ("SELECT nothing_does(1)", "nothing_does"),
    ],
)
def test_what_is_missing_in_the_database_is_named(statement: str, named: str, db: None) -> None:
    with pytest.raises(ProgrammingError) as failure, connection.cursor() as cursor:
        cursor.execute(statement)

    assert named in described(failure.value)
