import io
import json
import logging
from pathlib import Path
from typing import Final

import structlog
from django.db import IntegrityError, connection

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
