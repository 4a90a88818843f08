"""What a connected cabinet lets us do, as a check found it or a refusal showed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from chats.models import Change, ChatAccount
from chats.services.account_mails import tell_closed, tell_recovered
from chats.services.changes import change_feed, record
from connectors.accounts import AccountCheck, Check, RemoteAccount

NO_READING = "subscription_no_reading"
NO_HISTORY = "subscription_no_history"
NO_REPLIES = "subscription_no_replies"
NO_ROLE_FOR_REPLIES = "key_role_no_replies"

ABILITIES = ("limits", "can_read", "can_read_history", "can_send", "subscription", "key_expires_at")
FOUND_BY_CHECK = (*ABILITIES, "legal_name", "inn", "key_warned_days", "checked_at")
LONGEST_INN = 12


def forbid_sending(account: ChatAccount) -> None:
    """The marketplace refused a reply for the cabinet's subscription: the composer says so until a check says else."""
    with change_feed():
        _forbid(account, "can_send", NO_REPLIES)


def forbid_history(account: ChatAccount) -> None:
    """Messages are closed for the subscription while the list of chats is open: the owners are told, and a check looks
    again each hour.
    """
    with change_feed():
        if closed := _forbid(account, "can_read_history", NO_HISTORY):
            tell_closed(closed, code=NO_HISTORY)


def take_over_findings(account: ChatAccount, found: RemoteAccount, *, now: datetime) -> None:
    """Set what a check that let the account in has found; the caller saves FOUND_BY_CHECK."""
    account.can_read = found.can_read
    account.can_read_history = found.can_read_history
    account.can_send = found.can_send
    account.limits = limits_of(found)
    account.subscription = (found.subscription or "")[:32]
    if account.key_expires_at != found.expires_at:
        account.key_warned_days = None
    account.key_expires_at = found.expires_at
    account.checked_at = now
    _take_over_owner(account, found)


def renew_abilities(account: ChatAccount, checked: AccountCheck, *, now: datetime) -> None:
    """Write down a later check of the same key; a change of what is possible is announced."""
    with change_feed():
        current = _locked(account)
        if not current.is_live or current.credentials != account.credentials:
            return
        could_read, before = current.can_read_history, [getattr(current, name) for name in ABILITIES]
        limits, found = current.limits, _with_known(current, checked)
        take_over_findings(current, found, now=now)
        _go_on_refusing(current, limits, checked)
        is_open_again = current.can_read_history and not could_read
        if is_open_again:
            # It has as long as one that was let in before it counts as late.
            current.state_changed_at = now
        current.save(update_fields=[*FOUND_BY_CHECK, "state_changed_at"])
        if before != [getattr(current, name) for name in ABILITIES]:
            record(current.workspace_id, Change.Kind.ACCOUNT_UPDATED, chat_account_id=current.pk)
        if current.state != ChatAccount.State.ACTIVE:
            return
        if could_read and not current.can_read_history:
            tell_closed(current, code=NO_HISTORY)
        elif is_open_again:
            tell_recovered(current)


def limits_of(found: RemoteAccount) -> list[str]:
    """What is missing, in codes of our table. A role that is missing is told apart from a subscription."""
    limits = []
    if not found.can_read:
        limits.append(NO_READING)
    if not found.can_read_history:
        limits.append(NO_HISTORY)
    if not found.can_send:
        is_unpaid = "marketplace_subscription_required" in found.warnings
        limits.append(NO_REPLIES if is_unpaid or not found.missing_methods else NO_ROLE_FOR_REPLIES)
    return limits


def _with_known(account: ChatAccount, checked: AccountCheck) -> RemoteAccount:
    """What was found, and where a question was not answered what is known from an earlier check."""
    found = checked.account
    if Check.KEY in checked.untold:
        found = replace(found, expires_at=account.key_expires_at)
    if Check.SUBSCRIPTION in checked.untold:
        found = replace(found, subscription=account.subscription or found.subscription)
    return found


def _go_on_refusing(account: ChatAccount, limits: Sequence[str], checked: AccountCheck) -> None:
    """Who could not reply is not let to by a check that was not told why. Only where the answer never says whether the
    subscription is enough, the next reply finds out.
    """
    unsure = {
        NO_ROLE_FOR_REPLIES: Check.CHAT_METHODS in checked.untold,
        NO_REPLIES: Check.SUBSCRIPTION in checked.unanswered,
    }
    if kept := [code for code in limits if unsure.get(code)]:
        account.can_send = False
        account.limits = list(dict.fromkeys([*account.limits, *kept]))


def _take_over_owner(account: ChatAccount, found: RemoteAccount) -> None:
    """Whose cabinet it is; a check that was not told leaves what an earlier one learnt."""
    if found.legal_name or found.inn:
        account.legal_name = (found.legal_name or "")[:200]
        account.inn = found.inn if found.inn and len(found.inn) <= LONGEST_INN else ""


def _locked(account: ChatAccount) -> ChatAccount:
    return ChatAccount.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=account.pk)


def _forbid(account: ChatAccount, ability: str, code: str) -> ChatAccount | None:
    """The account as it is now, if this was news."""
    current = _locked(account)
    if current.credentials != account.credentials:
        # Said of a key that was replaced meanwhile.
        return None
    setattr(account, ability, False)
    if not getattr(current, ability):
        return None
    setattr(current, ability, False)
    current.limits = list(dict.fromkeys([*current.limits, code]))
    current.save(update_fields=[ability, "limits"])
    record(account.workspace_id, Change.Kind.ACCOUNT_UPDATED, chat_account_id=account.pk)
    return current
