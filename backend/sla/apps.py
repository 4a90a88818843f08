from django.apps import AppConfig


class SlaConfig(AppConfig):
    name = "sla"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Reply clock"

    def ready(self) -> None:
        from core.sealed_columns import register_sealed

        register_sealed("sla.TelegramChannel", "token")
