from billing.admin import documents, invoices, leads, pilots, plans, subscriptions

__all__ = ["documents", "invoices", "leads", "pilots", "plans", "subscriptions"]
