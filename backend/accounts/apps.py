from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Companies")

    def ready(self) -> None:
        from accounts import second_factor, sign_in
        from accounts.api import openapi  # noqa: F401  registers itself with the description of the API
        from core.sealed_columns import register_sealed

        sign_in.listen()
        second_factor.listen()
        for secret in ("secret", "seed"):
            register_sealed("mfa.Authenticator", "data", secret)
