from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from accounts.services.audit import record


@transaction.atomic
def remove_second_factor(*, user: User, author: Actor) -> bool:
    """By staff, for somebody who can no longer use it; False when there is none."""
    removed, _rows = Authenticator.objects.filter(user=user).delete()
    if removed:
        record("user.second_factor_removed", workspace=None, actor=author, details={"email": user.email})
    return bool(removed)
