"""Who sent an answer: the person credited in the reports is the one who wrote it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class SenderKind(StrEnum):
    MEMBER = "member"
    API_KEY = "api_key"
    CABINET = "cabinet"


@dataclass(frozen=True, slots=True)
class Sender:
    """``name`` is what it was at the time of writing; a member who left keeps it, and nothing else."""

    kind: SenderKind
    member_id: int | None = None
    api_key_id: int | None = None
    name: str = ""

    @classmethod
    def of_reply(cls, *, member_id: int | None, api_key_id: int | None, name: str) -> Sender:
        kind = SenderKind.MEMBER if api_key_id is None else SenderKind.API_KEY
        return cls(kind, member_id, api_key_id, name)


CABINET: Final = Sender(SenderKind.CABINET)
"""Written outside of our product, by whoever works in the marketplace's own cabinet."""
