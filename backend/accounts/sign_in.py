"""How people come in: by e-mail and password. Registration is closed; workspaces are opened by staff."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from accounts.models import User
from accounts.services.sign_ins import record_sign_in
from core.api.client import client_ip

NO_ADDRESS: Final = "::"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Kept with each session, so it has to be an address."""
        return client_ip(request) or NO_ADDRESS


def listen() -> None:
    """Django tells of each sign-in, whether it went through the product or the administration."""
    user_logged_in.connect(_note_sign_in, dispatch_uid="accounts.sign_in")


def _note_sign_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    record_sign_in(user=user, ip=client_ip(request))
