from __future__ import annotations

import sqlite3
from pathlib import Path
from sys import intern

from connectors.ozon.simulator.core.store import Changes, Snapshot, StoredFile
from connectors.ozon.simulator.server.tables import (
    CHAT_COLUMNS,
    MESSAGE_COLUMNS,
    SCHEMA,
    account_of,
    account_row,
    chat_of,
    chat_row,
    message_of,
    message_row,
    upsert,
)

_SAVE_CHAT = upsert("chats", CHAT_COLUMNS)
_SAVE_MESSAGE = upsert("messages", MESSAGE_COLUMNS)
_SAVE_ACCOUNT = upsert("accounts", ("client_id", "body"))
_SAVE_FILE = upsert("files", ("path", "client_id", "media_type", "content"))


class SqliteStore:
    """The state file: read once at the start, written after every turn that changed something.

    The write-ahead log without a sync per commit survives the death of the process; only the
    death of the machine may cost the last moments, which a stand-in can afford.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The lock of the world lets one thread in at a time.
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.execute("pragma journal_mode = wal")
        self._connection.execute("pragma synchronous = off")
        self._connection.executescript(SCHEMA)

    def load(self) -> Snapshot:
        read = self._connection.execute
        snapshot = Snapshot(
            accounts=[account_of(body) for (body,) in read("select body from accounts order by client_id")],
            chats=[chat_of(row) for row in read(f"select {', '.join(CHAT_COLUMNS)} from chats")],  # noqa: S608
            messages=[
                message_of(row)
                for row in read(f"select {', '.join(MESSAGE_COLUMNS)} from messages order by message_id")  # noqa: S608
            ],
        )
        ids = {chat.chat_id: chat.chat_id for chat in snapshot.chats}
        for message in snapshot.messages:
            message.chat_id = ids[message.chat_id]
            message.author = intern(message.author)
            message.source = intern(message.source)
        return snapshot

    def write(self, changes: Changes) -> None:
        write = self._connection.executemany
        self._connection.execute("begin immediate")
        try:
            write(_SAVE_ACCOUNT, [account_row(account) for account in changes.accounts.values()])
            write(_SAVE_CHAT, [chat_row(chat) for chat in changes.chats.values()])
            write(_SAVE_MESSAGE, [message_row(message) for message in changes.messages.values()])
            write(
                _SAVE_FILE,
                [(path, file.client_id, file.media_type, file.content) for path, file in changes.files.items()],
            )
            for client_id in changes.removed_accounts:
                self._remove(client_id)
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def read_file(self, path: str) -> StoredFile | None:
        found = self._connection.execute("select client_id, media_type, content from files where path = ?", (path,))
        row = found.fetchone()
        return StoredFile(*row) if row else None

    def close(self) -> None:
        self._connection.close()

    def _remove(self, client_id: str) -> None:
        chats = "select chat_id from chats where client_id = ?"
        self._connection.execute(f"delete from messages where chat_id in ({chats})", (client_id,))  # noqa: S608
        self._connection.execute("delete from chats where client_id = ?", (client_id,))
        self._connection.execute("delete from files where client_id = ?", (client_id,))
        self._connection.execute("delete from accounts where client_id = ?", (client_id,))
