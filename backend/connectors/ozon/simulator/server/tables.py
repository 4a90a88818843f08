"""The tables of the state file, and how a record becomes a row and a row a record."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import orjson

from connectors.ozon.simulator.core.account import Account, Posting, Product
from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.faults import Fault
from connectors.ozon.simulator.core.message import Message

CHAT_COLUMNS = (
    "chat_id",
    "client_id",
    "kind",
    "created_at",
    "activity",
    "status",
    "disabled",
    "scheme",
    "order_number",
    "sku",
    "paid_at",
    "delivered_at",
    "buyer_id",
    "buyer_name",
    "read_up_to",
    "buyer_read_up_to",
    "unread",
    "unread_without_messages",
)
MESSAGE_COLUMNS = (
    "serial",
    "chat_id",
    "author",
    "text",
    "created_at",
    "source",
    "message_id",
    "due_at",
    "file",
    "file_size",
    "moderation",
    "moderated_at",
    "verdict",
    "echo",
    "hidden_reads",
)

SCHEMA = f"""
create table if not exists accounts (client_id text primary key, body blob not null) without rowid;
create table if not exists chats ({", ".join(CHAT_COLUMNS)}, primary key (chat_id)) without rowid;
create index if not exists chats_of_account on chats (client_id);
create table if not exists messages (serial integer primary key, {", ".join(MESSAGE_COLUMNS[1:])});
create table if not exists files (path text primary key, client_id text, media_type text, content blob);
"""


def upsert(table: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" for _ in columns)
    return f"insert or replace into {table} ({', '.join(columns)}) values ({marks})"  # noqa: S608 - names of ours only


def chat_row(chat: Chat) -> tuple[Any, ...]:
    return tuple(getattr(chat, column) for column in CHAT_COLUMNS)


def chat_of(row: tuple[Any, ...]) -> Chat:
    chat = Chat(**dict(zip(CHAT_COLUMNS, row, strict=True)))
    chat.disabled = bool(chat.disabled)
    return chat


def message_row(message: Message) -> tuple[Any, ...]:
    return tuple(getattr(message, column) for column in MESSAGE_COLUMNS)


def message_of(row: tuple[Any, ...]) -> Message:
    return Message(*row)


def account_row(account: Account) -> tuple[str, bytes]:
    return account.client_id, orjson.dumps(asdict(account))


def account_of(body: bytes) -> Account:
    fields = orjson.loads(body)
    fields["postings"] = [Posting(**posting) for posting in fields["postings"]]
    fields["products"] = [Product(**product) for product in fields.get("products", [])]
    fields["faults"] = [Fault(**fault) for fault in fields["faults"]]
    return Account(**fields)
