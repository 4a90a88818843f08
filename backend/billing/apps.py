from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    name = "billing"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Billing and pilots")

    def ready(self) -> None:
        from accounts.access import register_access
        from billing.selectors.access import access_of

        register_access(access_of)
