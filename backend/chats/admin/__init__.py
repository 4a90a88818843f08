from chats.admin import chat_accounts, drift, replies, sync_hours, sync_runs

__all__ = ["chat_accounts", "drift", "replies", "sync_hours", "sync_runs"]
