from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote

CUSTOMER = "Customer"
SELLER = "Seller"
AUTHORS = (CUSTOMER, SELLER, "Support", "Crm", "Courier", "NotificationUser", "ChatBot")

SUCCESS = "SUCCESS"
IN_MODERATION = "MODERATION"
FAILED = "FAILED"


@dataclass(slots=True, eq=False)
class Message:
    """One message; `message_id` is 0 until the history shows it."""

    serial: int
    chat_id: str
    author: str
    text: str
    created_at: int
    source: str
    """Where it came from: buyer, api, cabinet or ozon. No answer of the API tells."""
    message_id: int = 0
    due_at: int = 0
    file: str = ""
    file_size: int = 0
    moderation: str = ""
    moderated_at: int = 0
    verdict: str = ""
    echo: str = ""
    """How the seller's text comes back: with the marker, with doubled blanks, or as it was."""
    hidden_reads: int = 0
    """How many reads of the history still miss it although the list knows its id."""

    @property
    def is_picture(self) -> bool:
        return self.moderation != ""

    @property
    def file_name(self) -> str:
        return unquote(self.file.rpartition("/")[2])


def message_data(message: Message, link_origin: str) -> list[str]:
    """The message as `data[]` of the history carries it."""
    if message.file:
        link = f"{link_origin}/v2/chat/file/{message.file}"
        if message.is_picture:
            return [f"![]({link})"]
        return [f"[{message.file_name} ({max(1, message.file_size // 1024)} KB)]({link})"]
    if message.echo == "marker":
        return ["errorText", message.text]
    if message.echo == "blanks":
        return [message.text.replace(" ", "  ")]
    return [message.text]
