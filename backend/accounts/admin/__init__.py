from accounts.admin import api_keys, audit, members, users, workspaces

__all__ = ["api_keys", "audit", "members", "users", "workspaces"]
