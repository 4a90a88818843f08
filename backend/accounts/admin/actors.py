from typing import cast

from django.http import HttpRequest

from accounts.actor import Actor
from accounts.models import User


def staff_of(request: HttpRequest) -> Actor:
    """Whoever of the staff is acting in the administration."""
    return Actor.for_user(cast(User, request.user))
