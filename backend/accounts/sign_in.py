"""How people come in: by e-mail and password. Registration is our own, beside the library's."""

from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import password_changed, password_reset
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.models import User
from accounts.services.sign_ins import record_new_password, record_sign_in
from core.api.client import client_ip
from core.mail import send_mail

NO_ADDRESS: Final = "::"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Kept with each session, so it has to be an address."""
        return client_ip(request) or NO_ADDRESS

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Only to say that nobody has the address: it takes as long as the mail to somebody, so no clock tells."""
        language = "en" if (get_language() or "").startswith("en") else "ru"
        words = {"email": email, "sign_up": f"{settings.PUBLIC_URL}/sign-up" if settings.SIGNUP_OPEN else None}
        send_mail(template="unknown_account", to=[email], language=language, context=words)

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """In our words and in the background."""
        words = {"email": user.email, "address": context["password_reset_url"]}
        send_mail(template="password_reset", to=[user.email], language=user.language, context=words)


def listen() -> None:
    """Django tells of each sign-in, whether it went through the product or the administration."""
    user_logged_in.connect(_note_sign_in, dispatch_uid="accounts.sign_in")
    for changed in (password_changed, password_reset):
        changed.connect(_note_new_password, dispatch_uid="accounts.new_password")


def _note_sign_in(*, request: HttpRequest, user: User, **_: Any) -> None:
    """The library lists the sessions that began at its own door alone; there are others, and all can be ended."""
    ip = client_ip(request)
    record_sign_in(user=user, ip=ip)
    if ip is not None:
        UserSession.objects.create_from_request(request)


def _note_new_password(*, request: HttpRequest, user: User, **_: Any) -> None:
    record_new_password(user=user, ip=client_ip(request))
