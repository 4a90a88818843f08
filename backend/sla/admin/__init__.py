from sla.admin import calendars, obligations, policies

__all__ = ["calendars", "obligations", "policies"]
