"""Answers of an odd shape, one function per kind of fault: each changes a decoded answer in place."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

Bend = Callable[[dict[str, Any], Random], None]

ID_FIELDS = ("message_id", "first_unread_message_id", "last_message_id")
CYRILLIC_CUSTOMER = "\u0421ustomer"
PEOPLE = ("Customer", CYRILLIC_CUSTOMER, "Seller")


def bend(kind: str, body: dict[str, Any], random: Random) -> None:
    BENDS[kind](body, random)


def _rows(body: dict[str, Any]) -> list[dict[str, Any]]:
    """What another fault has not made nonsense of already."""
    rows = [*body.get("chats", []), *body.get("messages", [])]
    return [row for row in rows if row is not None and row.get("chat", row) is not None]


def _ids_as_strings(body: dict[str, Any], random: Random) -> None:
    for row in _rows(body):
        for name in ID_FIELDS:
            if name in row:
                row[name] = str(row[name])


def _cyrillic_customer(body: dict[str, Any], random: Random) -> None:
    for message in body.get("messages", []):
        if message["user"]["type"] == "Customer":
            message["user"]["type"] = CYRILLIC_CUSTOMER


def _shuffled_list(body: dict[str, Any], random: Random) -> None:
    if "chats" in body:
        random.shuffle(body["chats"])


def _has_next_string(body: dict[str, Any], random: Random) -> None:
    if "has_next" in body:
        body["has_next"] = "true" if body["has_next"] else "false"


def _unknown_values(body: dict[str, Any], random: Random) -> None:
    body["trace_id"] = f"{random.getrandbits(64):016x}"
    for row in _rows(body):
        row["labels"] = [{"key": "priority", "value": None}]
        if "chat" in row:
            row["chat"]["is_pinned"] = False
            if not row["chat"]["chat_type"].startswith("BUYER"):
                row["chat"]["chat_type"] = "SELLER_CARGO_CLUB"
        elif "user" in row and row["user"]["type"] not in PEOPLE:
            row["user"]["type"] = "Robot"


def _null_chat(body: dict[str, Any], random: Random) -> None:
    if "chats" in body:
        body["chats"].insert(random.randint(0, len(body["chats"])), {"chat": None, "unread_count": 0})
        body["chats"].append(None)


def _zero_id(body: dict[str, Any], random: Random) -> None:
    """An extra message with the id 0 beside the sound ones."""
    messages = body.get("messages")
    if messages:
        messages.append({**messages[-1], "message_id": 0})


def _negative_count(body: dict[str, Any], random: Random) -> None:
    for row in _rows({"chats": body.get("chats", [])}):
        row["unread_count"] = -1


def _year_one(body: dict[str, Any], random: Random) -> None:
    for row in _rows(body):
        (row.get("chat") or row)["created_at"] = "0001-01-01T00:00:00Z"


def _foreign_link(body: dict[str, Any], random: Random) -> None:
    for message in body.get("messages", []):
        if message["is_image"]:
            message["data"] = ["![](https://files.example.org/v2/chat/file/5b1c90d2/photo_1.jpg)"]


def _unshown_pictures(body: dict[str, Any], random: Random) -> None:
    """A picture says that it is one, and nothing else."""
    for message in body.get("messages", []):
        if message["is_image"]:
            message["data"] = []


def _looping_cursor(body: dict[str, Any], random: Random) -> None:
    if "chats" in body:
        body["has_next"], body["cursor"] = True, ""


BENDS: dict[str, Bend] = {
    "ids_as_strings": _ids_as_strings,
    "cyrillic_customer": _cyrillic_customer,
    "shuffled_list": _shuffled_list,
    "has_next_string": _has_next_string,
    "unknown_values": _unknown_values,
    "null_chat": _null_chat,
    "zero_id": _zero_id,
    "negative_count": _negative_count,
    "year_one": _year_one,
    "foreign_link": _foreign_link,
    "unshown_pictures": _unshown_pictures,
    "looping_cursor": _looping_cursor,
}
