from accounts.actor import Actor
from accounts.models import Membership, User
from accounts.services.audit import record


def record_sign_in(*, user: User, ip: str | None) -> None:
    _record_everywhere("signed_in", user, ip)


def record_new_password(*, user: User, ip: str | None) -> None:
    _record_everywhere("password_changed", user, ip)


def record_second_factor(deed: str, *, user: User, ip: str | None) -> None:
    """`deed` is added, removed, or codes_renewed."""
    _record_everywhere(f"second_factor_{deed}", user, ip)


def _record_everywhere(deed: str, user: User, ip: str | None) -> None:
    """Note it in every workspace the person belongs to, for each has a log of its own."""
    memberships = list(Membership.objects.filter(user=user).select_related("workspace", "user"))
    for membership in memberships:
        record(f"member.{deed}", workspace=membership.workspace, actor=Actor.for_member(membership), ip=ip)
    if not memberships:
        record(f"user.{deed}", workspace=None, actor=Actor.for_user(user), ip=ip)
