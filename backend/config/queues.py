"""Which queue a task waits in. `replies` holds nothing that could delay a person; the rest share the other worker."""

from typing import Final

ROUTES: Final = {
    "chats.deliver_reply": {"queue": "replies"},
    "chats.sweep_replies": {"queue": "replies"},
    "chats.look": {"queue": "sync"},
    "chats.recheck_account": {"queue": "sync"},
    "chats.check_reply": {"queue": "sync"},
    "chats.mark_read": {"queue": "sync"},
    "chats.import_slice": {"queue": "bulk"},
    "chats.sweep_slice": {"queue": "bulk"},
    "chats.title_chats_of": {"queue": "bulk"},
    "chats.export_slice": {"queue": "bulk"},
    "chats.erase_old_messages": {"queue": "bulk"},
}
