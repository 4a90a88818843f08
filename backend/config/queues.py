"""Which queue a task waits in. `replies` holds nothing that could delay a person; the rest share the other worker."""

from typing import Final

REPLIES: Final = ("chats.deliver_reply", "chats.sweep_replies")
SYNC: Final = ("chats.look", "chats.recheck_account", "chats.check_reply", "chats.mark_read")
BULK: Final = ("chats.import_slice",)

ROUTES: Final[dict[str, dict[str, str]]] = {
    **dict.fromkeys(REPLIES, {"queue": "replies"}),
    **dict.fromkeys(SYNC, {"queue": "sync"}),
    **dict.fromkeys(BULK, {"queue": "bulk"}),
}
