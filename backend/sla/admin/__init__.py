from sla.admin import baselines, calendars, obligations, policies, weekly_reports

__all__ = ["baselines", "calendars", "obligations", "policies", "weekly_reports"]
