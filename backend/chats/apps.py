from django.apps import AppConfig
from django.conf import settings


class ChatsConfig(AppConfig):
    name = "chats"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Chats"

    def ready(self) -> None:
        from chats.health.alerts import register_alerts
        from chats.health.metrics import register_metrics

        register_alerts()
        register_metrics()
        if settings.DEMO:
            from chats.demo.readiness import check_demo
            from core.health import register_check

            register_check("demo", check_demo)
