from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Core"

    def ready(self) -> None:
        from core import heartbeat, overruns, soft_limit, task_log
        from core.alerts import watch
        from core.alerts.processes import register_processes
        from core.doctor.own import register_examinations
        from core.metrics.own import register_own
        from core.sealed_columns import register_sealed

        heartbeat.listen()
        overruns.listen()
        soft_limit.listen()
        task_log.listen()
        watch.listen()
        register_processes()
        register_sealed("core.WaitingMail", "sealed")
        register_own()
        register_examinations()
