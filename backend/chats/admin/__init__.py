from chats.admin import chat_accounts, drift, notifications, ratings, replies, sync_hours, sync_runs, text_rules

__all__ = ["chat_accounts", "drift", "notifications", "ratings", "replies", "sync_hours", "sync_runs", "text_rules"]
