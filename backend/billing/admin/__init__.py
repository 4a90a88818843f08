from billing.admin import documents, leads, pilots

__all__ = ["documents", "leads", "pilots"]
