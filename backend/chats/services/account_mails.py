"""What the owners of a workspace are told: a cabinet stopped, works again, or its key is about to end."""

from __future__ import annotations

from django.conf import settings

from accounts.models import Membership
from chats.models import ChatAccount
from core import error_texts
from core.mail import send_mail


def tell_stopped(account: ChatAccount) -> None:
    _tell(account, template="account_stopped", code=account.state_code)


def tell_closed(account: ChatAccount, *, code: str) -> None:
    """The cabinet answers, but shows no messages; the code says why."""
    _tell(account, template="account_stopped", code=code)


def tell_recovered(account: ChatAccount) -> None:
    _tell(account, template="account_recovered")


def tell_key_ends(account: ChatAccount, *, days: int) -> None:
    _tell(account, template="key_ends", days=days)


def _tell(account: ChatAccount, *, template: str, code: str = "", **more: object) -> None:
    """To each owner in the owner's language; the code is the reason."""
    for owner in Membership.objects.for_workspace(account.workspace).owners_to_tell():
        language = owner.user.language
        context = {
            "title": account.title,
            "reason": error_texts.text(code, language) if code else "",
            "remedy": error_texts.remedy(code, language),
            "address": f"{settings.PUBLIC_URL}/w/{account.workspace.slug}/settings",
            "key_expires_at": account.key_expires_at,
            **more,
        }
        send_mail(template=template, to=[owner.user.email], language=language, context=context)
