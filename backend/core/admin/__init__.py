from core.admin import health_alerts, periodic_tasks, waiting_mails

__all__ = ["health_alerts", "periodic_tasks", "waiting_mails"]
