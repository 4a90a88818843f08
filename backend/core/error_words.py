"""What may be said of an error: its words may quote what somebody wrote, a row of the database, or a key."""

from collections.abc import Iterator
from http.client import HTTPException
from smtplib import SMTPException
from typing import Any, Final

import django.db
import psycopg
from celery.exceptions import Retry
from celery.utils.serialization import UnpickleableExceptionWrapper
from django.core.exceptions import ValidationError
from requests import RequestException
from structlog.tracebacks import safe_str
from urllib3.exceptions import HTTPError

OF_DATABASE: Final = (django.db.Error, psycopg.Error)
OUT_OF_REACH: Final = (
    django.db.OperationalError,
    django.db.InterfaceError,
    psycopg.OperationalError,
    psycopg.InterfaceError,
)
# What is not there, or may not be touched: such words name a table, a column, a type or a function.
OF_SCHEMA: Final = frozenset({"42501", "42P01", "42703", "42704", "42883"})
# A value that is wrong is quoted, and so is an address that was called, or the error that came before.
QUOTING: Final = (
    *OF_DATABASE,
    ValueError,
    LookupError,
    ValidationError,
    RequestException,
    HTTPError,
    HTTPException,
    SMTPException,
    Retry,
    UnpickleableExceptionWrapper,
)


def described(error: BaseException) -> str:
    """Its type, and what else can be told: ``IntegrityError: 23505 chat_messages chats_message_stored_once``."""
    words = words_of(error)
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


def words_of(error: BaseException) -> str:
    """What it says, without a quotation: of the database its SQLSTATE and the names of table, column, constraint."""
    if not isinstance(error, QUOTING):
        return safe_str(error)
    driver = error if isinstance(error, psycopg.Error) else error.__cause__
    if isinstance(driver, psycopg.Error) and driver.sqlstate is not None:
        diag = driver.diag
        if driver.sqlstate in OF_SCHEMA:
            return f"{driver.sqlstate} {diag.message_primary}"
        named = (driver.sqlstate, diag.table_name, diag.column_name, diag.constraint_name)
        return " ".join(filter(None, named))
    if isinstance(code := getattr(error, "smtp_code", None), int):
        return str(code)
    # Nothing was answered, so nothing is quoted.
    return safe_str(error) if isinstance(error, OUT_OF_REACH) else ""


def all_behind(error: BaseException | None) -> Iterator[BaseException]:
    """The error, those that led to it, and those of a group."""
    seen: set[int] = set()
    waiting: list[Any] = [error]
    while waiting:
        found = waiting.pop()
        if found is None or id(found) in seen:
            continue
        seen.add(id(found))
        yield found
        waiting += [found.__cause__, found.__context__]
        if isinstance(found, BaseExceptionGroup):
            waiting += found.exceptions


def without_words(value: object) -> object:
    """What a message is made of: in place of an error that may quote something, what may be told of it."""
    return described(value) if isinstance(value, QUOTING) else value
