from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from connectors.ozon.simulator.core.account import Account
from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.message import Message


@dataclass(slots=True)
class StoredFile:
    client_id: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(slots=True)
class Changes:
    """What one turn touched: written in one small transaction."""

    accounts: dict[str, Account] = field(default_factory=dict)
    chats: dict[str, Chat] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    removed_accounts: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.accounts or self.chats or self.messages or self.files or self.removed_accounts)


@dataclass(slots=True)
class Snapshot:
    """Everything that was ever written, as it was."""

    accounts: list[Account] = field(default_factory=list)
    chats: list[Chat] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)


class Store(Protocol):
    def load(self) -> Snapshot: ...

    def write(self, changes: Changes) -> None: ...

    def read_file(self, path: str) -> StoredFile | None: ...


class MemoryStore:
    """Keeps files only; for a world that need not outlive its process."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def load(self) -> Snapshot:
        return Snapshot()

    def write(self, changes: Changes) -> None:
        self._files.update(changes.files)

    def read_file(self, path: str) -> StoredFile | None:
        return self._files.get(path)
