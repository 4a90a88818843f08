from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Companies")

    def ready(self) -> None:
        from accounts import sign_in
        from accounts.api import openapi  # noqa: F401  registers itself with the description of the API

        sign_in.listen()
