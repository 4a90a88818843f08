"""The check of a cabinet as named steps with codes of our table: what works, what is missing, what stops it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from chats.failure_codes import shown_code
from connectors.accounts import AccountCheck, Check, CheckResult, RemoteAccount
from connectors.errors import ConnectorError


class Severity(StrEnum):
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    SKIPPED = "skipped"


class Step(StrEnum):
    """The order in which they are shown."""

    SHAPE = "shape"
    KEY = "key"
    CHAT_METHODS = "chat_methods"
    SELLER_INFO = "seller_info"
    CHAT_LIST = "chat_list"
    HISTORY = "history"
    SENDING = "sending"
    NOT_CONNECTED_HERE = "not_connected_here"


@dataclass(frozen=True)
class NamedCheck:
    check: Step
    severity: Severity
    code: str | None = None

    @property
    def ok(self) -> bool:
        return self.severity in (Severity.OK, Severity.WARNING)


@dataclass(frozen=True)
class Report:
    account: RemoteAccount | None
    checks: tuple[NamedCheck, ...]

    @property
    def ok(self) -> bool:
        return not any(check.severity is Severity.ERROR for check in self.checks)


STEPS = {
    Check.KEY: Step.KEY,
    Check.CHAT_METHODS: Step.CHAT_METHODS,
    Check.SUBSCRIPTION: Step.SELLER_INFO,
    Check.CHAT_LIST: Step.CHAT_LIST,
    Check.HISTORY: Step.HISTORY,
    Check.SENDING: Step.SENDING,
}
# What a missing subscription or role means at each step.
LIMITS = {
    (Step.CHAT_METHODS, "key_role_missing"): "key_role_no_replies",
    (Step.SELLER_INFO, "marketplace_subscription_required"): "subscription_no_replies",
    (Step.CHAT_LIST, "marketplace_subscription_required"): "subscription_no_reading",
    (Step.HISTORY, "marketplace_subscription_required"): "subscription_no_history",
    (Step.SENDING, "marketplace_subscription_required"): "subscription_no_replies",
    (Step.SENDING, "key_role_missing"): "key_role_no_replies",
}


def report_malformed(code: str) -> Report:
    """What was typed cannot be a key: nothing was asked."""
    return Report(account=None, checks=_all([NamedCheck(Step.SHAPE, Severity.ERROR, code)]))


def report_check(checked: AccountCheck, *, connected_code: str | None) -> Report:
    """A check that was made; `connected_code` says when the cabinet is live already, here or elsewhere."""
    found = [NamedCheck(Step.SHAPE, Severity.OK)]
    for place, result in enumerate(checked.steps, start=1):
        found.append(_named(result, problem=checked.problem if place == len(checked.steps) else None))
    if checked.problem is not None:
        return Report(account=None, checks=_all(found))
    state = Severity.ERROR if connected_code else Severity.OK
    found.append(NamedCheck(Step.NOT_CONNECTED_HERE, state, connected_code))
    return Report(account=checked.account, checks=_all(found))


def _named(result: CheckResult, *, problem: ConnectorError | None) -> NamedCheck:
    step = STEPS[result.check]
    if result.ok:
        return NamedCheck(step, Severity.OK)
    if result.ok is None:
        if step is Step.SELLER_INFO:
            return NamedCheck(step, Severity.WARNING, "subscription_unknown")
        return NamedCheck(step, Severity.SKIPPED)
    if problem is not None:
        return NamedCheck(step, Severity.ERROR, shown_code(problem))
    return NamedCheck(step, Severity.WARNING, LIMITS.get((step, result.code)))


def _all(found: Iterable[NamedCheck]) -> tuple[NamedCheck, ...]:
    """Every step in its order, those that were not reached as skipped."""
    by_step = {check.check: check for check in found}
    return tuple(by_step.get(step, NamedCheck(step, Severity.SKIPPED)) for step in Step)
