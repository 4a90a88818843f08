"""Coming in without an invitation: a person, an address proven by mail, and a workspace of their own."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.db import IntegrityError, transaction

from accounts.models import Membership, Registration, User
from accounts.services.passwords import set_strong_password
from accounts.services.registration_refusals import (
    AlreadyRegistered,
    RegistrationConfirmed,
    RegistrationExpired,
    RegistrationPasswordWrong,
    RegistrationUnknown,
    SignupClosed,
)
from accounts.services.workspaces import open_workspace
from core.crypto import digest
from core.mail import send_mail

GOOD_FOR: Final = timedelta(days=1)
SENT_AGAIN_AFTER: Final = timedelta(minutes=1)


@transaction.atomic
def register(*, email: str, name: str, organisation: str, password: str, language: str, now: datetime) -> Registration:
    """Whoever has an account already is told so by mail alone: for the caller both are the same, in time too."""
    refuse_when_closed()
    person = User(email=email.strip().lower(), name=name)
    set_strong_password(person, password)
    token = _new_token()
    registration = Registration.objects.create(
        email=person.email,
        name=name,
        organisation=organisation,
        password=person.password,
        language=language,
        digest=digest(token),
        sent_at=now,
        expires_at=now + GOOD_FOR,
    )
    _send(registration, token)
    return registration


@transaction.atomic
def send_link_again(*, email: str, now: datetime) -> None:
    """To the newest registration of the address; its link so far ends. Nothing tells whether there is one."""
    refuse_when_closed()
    rows = Registration.objects.waiting().filter(email=email.strip().lower(), expires_at__gt=now)
    registration = rows.select_for_update().order_by("-id").first()
    if registration is None or now < registration.sent_at + SENT_AGAIN_AFTER:
        return
    token = _new_token()
    registration.digest, registration.sent_at = digest(token), now
    registration.expires_at = now + GOOD_FOR
    registration.save(update_fields=["digest", "sent_at", "expires_at"])
    _send(registration, token)


def find_registration(token: str, *, now: datetime) -> Registration:
    refuse_when_closed()
    return _usable(Registration.objects.filter(digest=digest(token)).first(), now)


@transaction.atomic
def confirm(*, token: str, password: str | None, now: datetime, ip: str | None = None) -> Membership:
    """The person and their workspace, in one step: whatever ends half-way leaves the link as good as before.

    `password` is None where the one who opens the link is known to be the one who registered. Anybody else has to
    know it: neither an account with the password of a stranger nor a visit to a stranger's workspace comes of a click.
    """
    refuse_when_closed()
    locked = _usable(Registration.objects.select_for_update().filter(digest=digest(token)).first(), now)
    if password is not None and not check_password(password, locked.password):
        raise RegistrationPasswordWrong(attr="password")
    user = User(email=locked.email, name=locked.name, language=locked.language, password=locked.password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise AlreadyRegistered from None
    owner = open_workspace(name=locked.organisation, owner=user, ip=ip)
    locked.confirmed_at, locked.password = now, ""
    locked.save(update_fields=["confirmed_at", "password"])
    Registration.objects.waiting().filter(email=locked.email).delete()
    return owner


def forget_registrations(*, now: datetime) -> None:
    """A link whose time is over can say so for another day; then nothing is left of who registered."""
    Registration.objects.filter(expires_at__lt=now - GOOD_FOR).delete()


def refuse_when_closed() -> None:
    if not settings.SIGNUP_OPEN:
        raise SignupClosed


def _usable(registration: Registration | None, now: datetime) -> Registration:
    if registration is None:
        raise RegistrationUnknown
    if registration.confirmed_at is not None:
        raise RegistrationConfirmed
    if now >= registration.expires_at:
        raise RegistrationExpired
    return registration


def _new_token() -> str:
    return secrets.token_urlsafe(32)


def _send(registration: Registration, token: str) -> None:
    """What opens the door stands behind the `#`, which browsers send to no server and no log sees.

    No word that was entered stands in it, or the form would send the words of strangers to anybody.
    """
    has_account = User.objects.filter(email=registration.email).exists()
    context: dict[str, Any] = {
        "email": registration.email,
        "expires_at": registration.expires_at,
        "address": f"{settings.PUBLIC_URL}/confirm-email#{token}",
        "sign_in": f"{settings.PUBLIC_URL}/login",
        "forgotten": f"{settings.PUBLIC_URL}/password",
    }
    template = "already_registered" if has_account else "confirm_email"
    send_mail(template=template, to=[registration.email], language=registration.language, context=context)
