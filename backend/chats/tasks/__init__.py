"""All tasks of the app; Celery finds them here."""

from chats.tasks import alerts, chats, context, pilots, replies, reports, sync, workspaces

__all__ = ["alerts", "chats", "context", "pilots", "replies", "reports", "sync", "workspaces"]
