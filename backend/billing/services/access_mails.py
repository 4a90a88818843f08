"""What owners are told by mail about the time they may work: each thing once."""

from __future__ import annotations

import logging

from django.conf import settings

from accounts.access import Access
from accounts.models import Membership
from billing.models import Subscription
from billing.support import support_contact, support_link
from core.mail import deliver, write_mail

log = logging.getLogger(__name__)


def tell_state(subscription: Subscription, access: Access) -> bool:
    return _tell(subscription, access, news=access.state)


def tell_end_nears(subscription: Subscription, access: Access) -> bool:
    return _tell(subscription, access, news="ending")


def _tell(subscription: Subscription, access: Access, *, news: str) -> bool:
    """To each owner in the owner's language; False when the mail server is away, so that it is tried again."""
    workspace = subscription.workspace
    owners = Membership.objects.for_workspace(workspace).filter(role=Membership.Role.OWNER)
    for owner in owners.select_related("user").filter(user__is_active=True):
        context = {
            "news": news,
            "state": access.state,
            "workspace": workspace.name,
            "until": access.until,
            "time_zone": workspace.time_zone,
            "address": f"{settings.PUBLIC_URL}/w/{workspace.slug}/settings/billing",
            "support": support_contact(),
            "support_link": support_link(),
        }
        mail = write_mail(template="access", to=[owner.user.email], language=owner.user.language, context=context)
        since = f"{subscription.state_since:%Y%m%d%H%M}" if news == access.state else f"{access.until:%Y%m%d%H%M}"
        try:
            deliver(mail, name=f"access-{subscription.pk}-{news}-{since}-{owner.user_id}")
        except OSError as error:
            log.warning("billing.mail_not_sent", extra={"news": news, "error": type(error).__name__})
            return False
    return True
