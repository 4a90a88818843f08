"""What owners are told by mail about the time they may work: each thing once."""

from __future__ import annotations

import logging

from accounts.access import Access
from accounts.models import Membership
from billing.models import Subscription
from billing.services.owner_mails import context_of
from core.mail import deliver, write_mail

log = logging.getLogger(__name__)


def tell_state(subscription: Subscription, access: Access) -> bool:
    return _tell(subscription, access, news=access.state)


def tell_end_nears(subscription: Subscription, access: Access) -> bool:
    return _tell(subscription, access, news="ending")


def _tell(subscription: Subscription, access: Access, *, news: str) -> bool:
    """To each owner in the owner's language; False when the mail server is away, so that it is tried again."""
    workspace = subscription.workspace
    context = {**context_of(workspace), "news": news, "state": access.state, "until": access.until}
    for owner in Membership.objects.for_workspace(workspace).owners_to_tell():
        mail = write_mail(template="access", to=[owner.user.email], language=owner.user.language, context=context)
        since = f"{subscription.state_since:%Y%m%d%H%M}" if news == access.state else f"{access.until:%Y%m%d%H%M}"
        try:
            deliver(mail, name=f"access-{subscription.pk}-{news}-{since}-{owner.user_id}")
        except OSError as error:
            log.warning("billing.mail_not_sent", extra={"news": news, "error": type(error).__name__})
            return False
    return True
