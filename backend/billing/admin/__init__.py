from billing.admin import documents, invoices, leads, pilots, plans, subscriptions, workspaces

__all__ = ["documents", "invoices", "leads", "pilots", "plans", "subscriptions", "workspaces"]
