"""Why nobody can register, or a link confirms nothing."""

from core.errors import Conflict, Forbidden, Invalid, NotFound


class SignupClosed(Forbidden):
    code = "signup_closed"


class RegistrationUnknown(NotFound):
    code = "registration_unknown"


class RegistrationExpired(Conflict):
    code = "registration_expired"


class RegistrationConfirmed(Conflict):
    code = "registration_confirmed"


class AlreadyRegistered(Conflict):
    code = "already_registered"


class RegistrationPasswordWrong(Invalid):
    code = "registration_password_wrong"
