"""What a password must be, with a code for each way to miss it."""

from typing import Final

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts.models import User
from core.errors import Invalid


class PasswordTooWeak(Invalid):
    code = "password_too_weak"


class PasswordTooShort(PasswordTooWeak):
    code = "password_too_short"


class PasswordTooCommon(PasswordTooWeak):
    code = "password_too_common"


class PasswordEntirelyNumeric(PasswordTooWeak):
    code = "password_entirely_numeric"


class PasswordTooSimilar(PasswordTooWeak):
    code = "password_too_similar"


REFUSALS: Final = {
    refusal.code: refusal
    for refusal in (PasswordTooShort, PasswordTooCommon, PasswordEntirelyNumeric, PasswordTooSimilar)
}


def set_strong_password(user: User, password: str) -> None:
    """Refuse one that is easily guessed, for the first of its faults."""
    try:
        validate_password(password, user)
    except ValidationError as faults:
        first = next((fault.code for fault in faults.error_list), None)
        raise REFUSALS.get(first or "", PasswordTooWeak)(attr="password") from None
    user.set_password(password)
