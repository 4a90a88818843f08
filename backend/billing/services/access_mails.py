"""What owners are told by mail about the time they may work: each thing once."""

from __future__ import annotations

from accounts.access import Access
from accounts.models import Membership
from billing.models import Subscription
from billing.services.owner_mails import context_of
from core.mail import send_mail


def tell_state(subscription: Subscription, access: Access) -> None:
    _tell(subscription, access, news=access.state)


def tell_end_nears(subscription: Subscription, access: Access) -> None:
    _tell(subscription, access, news="ending")


def _tell(subscription: Subscription, access: Access, *, news: str) -> None:
    """To each owner in the owner's language."""
    workspace = subscription.workspace
    context = {**context_of(workspace), "news": news, "state": access.state, "until": access.until}
    for owner in Membership.objects.for_workspace(workspace).owners_to_tell():
        send_mail(template="access", to=[owner.user.email], language=owner.user.language, context=context)
