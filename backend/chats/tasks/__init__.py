"""All tasks of the app; Celery finds them here."""

from chats.tasks import chats, replies, reports, sync

__all__ = ["chats", "replies", "reports", "sync"]
