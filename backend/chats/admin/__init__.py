from chats.admin import chat_accounts, replies, sync_hours, sync_runs

__all__ = ["chat_accounts", "replies", "sync_hours", "sync_runs"]
