from django.apps import AppConfig
from django.conf import settings


class ChatsConfig(AppConfig):
    name = "chats"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Chats"

    def ready(self) -> None:
        from accounts.known_accounts import register_accounts
        from billing.known_payers import register_payers
        from billing.known_usage import register_usage
        from chats import closing, leaving
        from chats.health.alerts import register_alerts
        from chats.health.doctor import register_examinations
        from chats.health.metrics import register_metrics
        from chats.selectors.chat_accounts import count_live, known_ids, owners_on_paper
        from core.sealed_columns import register_sealed

        closing.listen()
        register_accounts("chats", known_ids)
        register_payers("chats", owners_on_paper)
        register_usage("chats", count_live)
        register_sealed("chats.ChatAccount", "credentials")
        leaving.listen()
        register_alerts()
        register_metrics()
        register_examinations()
        if settings.DEMO:
            from chats.demo.readiness import check_demo
            from core.health import register_check

            register_check("demo", check_demo)
