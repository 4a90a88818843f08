"""What operators are told of: cabinets that fall behind, replies that stand still."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from chats.health.words import reply_state_words
from chats.selectors.freshness import late_accounts
from chats.selectors.outbox import stuck_replies
from core.alerts.kinds import Finding, Kind, Situation, register_kind

AT_MOST = 5000


def find_stale_accounts(situation: Situation) -> Iterator[Finding]:
    accounts = late_accounts(now=situation.now).defer("credentials").order_by("pk")
    for account in accounts[:AT_MOST]:
        yield Finding(subject=str(account.pk), label=str(account))


def find_stuck_replies(situation: Situation) -> Iterator[Finding]:
    """Named by number and cabinet: what is written in it concerns the operators nothing."""
    replies = stuck_replies(now=situation.now).order_by("pk")
    rows = replies.values_list("pk", "state", "chat__chat_account__title")
    for pk, state, title in rows[:AT_MOST]:
        yield Finding(subject=str(pk), label=f"№ {pk}, {reply_state_words(state)}, {title}")


def register_alerts() -> None:
    register_kind(Kind("account_stale", _("Data of a cabinet are out of date"), find_stale_accounts))
    register_kind(Kind("reply_stuck", _("A reply is stuck"), find_stuck_replies))
