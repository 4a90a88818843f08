"""States in the words of the administration."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from chats.models import ChatAccount, Reply

REPLY_STATES: Final[dict[str, Promise]] = {
    Reply.State.QUEUED: _("queued"),
    Reply.State.SENDING: _("being sent"),
    Reply.State.ACCEPTED: _("accepted"),
    Reply.State.UNCLEAR: _("unclear"),
    Reply.State.FAILED: _("failed"),
}

ACCOUNT_STATES: Final[dict[str, Promise]] = {
    ChatAccount.State.ACTIVE: _("works"),
    ChatAccount.State.NEEDS_KEY: _("needs a new key"),
    ChatAccount.State.NEEDS_SUBSCRIPTION: _("needs a subscription"),
    ChatAccount.State.BLOCKED: _("blocked"),
    ChatAccount.State.PAUSED: _("paused"),
}


def account_state_words(state: str) -> str:
    return str(ACCOUNT_STATES.get(state, state))


def reply_state_words(state: str) -> str:
    return str(REPLY_STATES.get(state, state))
