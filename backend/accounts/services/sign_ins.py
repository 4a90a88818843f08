from accounts.actor import Actor
from accounts.models import Membership, User
from accounts.services.audit import record


def record_sign_in(*, user: User, ip: str | None) -> None:
    """Note the sign-in in every workspace the person belongs to, for each has a log of its own."""
    memberships = list(Membership.objects.filter(user=user).select_related("workspace", "user"))
    for membership in memberships:
        record("member.signed_in", workspace=membership.workspace, actor=Actor.for_member(membership), ip=ip)
    if not memberships:
        record("user.signed_in", workspace=None, actor=Actor.for_user(user), ip=ip)
