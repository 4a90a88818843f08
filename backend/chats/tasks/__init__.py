"""All tasks of the app; Celery finds them here."""

from chats.tasks import chats, replies, sync

__all__ = ["chats", "replies", "sync"]
