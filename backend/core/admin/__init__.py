from core.admin import health_alerts, periodic_tasks

__all__ = ["health_alerts", "periodic_tasks"]
