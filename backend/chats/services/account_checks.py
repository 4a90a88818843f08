"""Trying a cabinet without connecting it, and looking again at one that is connected."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from accounts.models import Workspace
from chats.account_report import Report, report_check
from chats.failure_codes import shown_code
from chats.models import ChatAccount
from chats.services.account_abilities import renew_abilities
from chats.services.account_states import SHUT_OUT, shut_out
from chats.services.connecting import Candidate, live_accounts
from chats.services.connection_refusals import AccountAlreadyConnected, AccountConnectedElsewhere
from connectors.accounts import AccountCheck, Check
from connectors.base import ReadsByChat
from connectors.errors import AuthFailed, ConnectorError

RECHECKED_EVERY = timedelta(days=1)
# The task that asks comes once an hour.
WITHOUT_HISTORY_EVERY = timedelta(minutes=50)
MOST_AT_ONCE = 500
CHATS_TRIED: Final = 3


def try_candidate(*, workspace: Workspace, candidate: Candidate) -> Report:
    """The steps of a check; that the cabinet is live already is found out only with a key that works."""
    checked = candidate.connector.check()
    connected_code = _connected_code(workspace, candidate) if checked.problem is None else None
    return report_check(checked, connected_code=connected_code)


def accounts_to_recheck(now: datetime) -> list[int]:
    """Working cabinets whose key and abilities were last looked at a day ago, longest ago first; each hour those whose
    messages are closed, for nothing arrives from them.

    One that is shut out is probed by its looks alone, once an hour.
    """
    due = ChatAccount.objects.live().exclude(state__in=(ChatAccount.State.PAUSED, *SHUT_OUT))
    closed = Q(can_read_history=False, checked_at__lte=now - WITHOUT_HISTORY_EVERY)
    due = due.filter(Q(checked_at=None) | Q(checked_at__lte=now - RECHECKED_EVERY) | closed)
    return list(due.order_by("checked_at").values_list("pk", flat=True)[:MOST_AT_ONCE])


def recheck(*, account: ChatAccount, connector: ReadsByChat, now: datetime) -> None:
    """Read the last day of the key and the subscription again; trouble of the marketplace changes nothing."""
    checked = connector.check()
    if isinstance(checked.problem, AuthFailed) and account.state == ChatAccount.State.ACTIVE:
        # A refusal counts once it was heard twice.
        checked = connector.check()
    if checked.problem is None:
        found = checked.account
        if not account.can_read_history and found.can_read_history and not _is_history_shown(checked):
            may_read = found.can_send and Check.SUBSCRIPTION not in checked.unanswered
            is_open = _shows_messages(account, connector, otherwise=may_read)
            found = replace(found, can_read_history=is_open)
        renew_abilities(account, replace(checked, account=found), now=now)
    elif isinstance(checked.problem, AuthFailed):
        shut_out(account, code=shown_code(checked.problem), detail=checked.problem.detail, now=now)


def _is_history_shown(checked: AccountCheck) -> bool:
    return any(step.check is Check.HISTORY and step.ok for step in checked.steps)


def _shows_messages(account: ChatAccount, connector: ReadsByChat, *, otherwise: bool) -> bool:
    """Whether chats that were read before are shown again, where the check has met none; a cabinet without such a chat
    is judged by its subscription.
    """
    known = list(account.chats.filter(is_listed=True).order_by("-last_message_at", "-pk")[:CHATS_TRIED])
    for chat in known:
        try:
            connector.list_messages_back(chat_id=chat.external_id, before=None, limit=1)
        except ConnectorError:
            continue
        return True
    return otherwise and not known


def _connected_code(workspace: Workspace, candidate: Candidate) -> str | None:
    live = live_accounts(candidate.marketplace, candidate.external_id)
    if live.filter(workspace=workspace).exists():
        return AccountAlreadyConnected.code
    return AccountConnectedElsewhere.code if live.exists() else None
