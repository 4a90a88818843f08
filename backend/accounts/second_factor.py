"""The second factor of a person: codes of an authenticator app, and recovery codes for the day it is lost."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed, authenticator_reset
from django.db.models.signals import post_save
from django.http import HttpRequest

from accounts.models import User
from accounts.services.sign_ins import record_second_factor
from core import crypto
from core.api.client import client_ip


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    def encrypt(self, text: str) -> str:
        return crypto.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.decrypt(encrypted_text)


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


def listen() -> None:
    """One that is added is noted in the same transaction."""
    post_save.connect(_note_added, sender=Authenticator, dispatch_uid="accounts.second_factor_added")
    authenticator_removed.connect(_note_removed, dispatch_uid="accounts.second_factor_removed")
    authenticator_reset.connect(_note_new_codes, dispatch_uid="accounts.recovery_codes")


def _note_added(*, instance: Authenticator, created: bool, **_: Any) -> None:
    if created and instance.type == Authenticator.Type.TOTP:
        request = context.request
        record_second_factor("added", user=instance.user, ip=client_ip(request) if request else None)


def _note_removed(*, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        record_second_factor("removed", user=user, ip=client_ip(request))


def _note_new_codes(*, request: HttpRequest, user: User, **_: Any) -> None:
    record_second_factor("codes_renewed", user=user, ip=client_ip(request))
