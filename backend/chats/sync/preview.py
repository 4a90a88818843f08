"""The one line that stands for a message in lists."""

from __future__ import annotations

import unicodedata

from chats.models import Message

PREVIEW_LENGTH = 160
PHOTO = "Фото"
JOINERS = ("\u200d", "\ufe0f", "\ufe0e")
SKIN_TONES = range(0x1F3FB, 0x1F400)


def preview_of(message: Message) -> str:
    """The text on one line, else what is attached."""
    if line := " ".join(message.text.split()):
        return cut(line, PREVIEW_LENGTH)
    names = [PHOTO if file.get("is_image") else file.get("name") or "" for file in message.attachments]
    return cut(", ".join(name for name in names if name), PREVIEW_LENGTH)


def cut(line: str, length: int) -> str:
    """At most `length` characters, never through a letter with its accent or an emoji made of several."""
    if len(line) <= length:
        return line
    end = length - 1
    while end > 0 and (continues(line[end]) or line[end - 1] == "\u200d"):
        end -= 1
    return line[: end or length - 1].rstrip() + "…"


def continues(character: str) -> bool:
    """True for what belongs to the character before it."""
    return bool(unicodedata.combining(character)) or character in JOINERS or ord(character) in SKIN_TONES
