"""How people reach us: one contact for the public page, the product and the mails."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email


def support_contact() -> str:
    """As it is shown; empty where none is set."""
    return str(settings.SUPPORT_CONTACT)


def support_email() -> str | None:
    """The same when it is an address that mails can be sent to."""
    try:
        validate_email(settings.SUPPORT_CONTACT)
    except ValidationError:
        return None
    return support_contact()


def support_link() -> str | None:
    """Where a click on it leads."""
    contact = support_contact()
    if support_email():
        return f"mailto:{contact}"
    return contact if contact.startswith("https://") else None
