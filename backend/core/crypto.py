"""Secrets at rest: sealed with rotating keys when we must use them, digested when we only compare them."""

import hashlib
import hmac
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class UnreadableSecret(Exception):
    """None of the configured keys opens this token."""


def encrypt(text: str) -> str:
    return _box(tuple(settings.CREDENTIAL_KEYS)).encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    try:
        return _box(tuple(settings.CREDENTIAL_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken:
        raise UnreadableSecret("no key of CREDENTIAL_KEYS opens the stored secret") from None


def reseal(token: str) -> str | None:
    """The same secret under the first key; None when it is under it already."""
    newest = settings.CREDENTIAL_KEYS[0]
    try:
        _box((newest,)).decrypt(token.encode())
    except InvalidToken:
        return encrypt(decrypt(token))
    return None


def digest(text: str) -> str:
    """A keyed fingerprint: equal for equal texts, worthless to someone who has the database alone."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])
