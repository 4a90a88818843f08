"""The marketplace's own limit for a reply; belongs to the chat, and each buyer message moves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.calendar import sum_of


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """What is known of a chat's window.

    ``after_buyer`` is None where the marketplace has no window. The end is known only when the order's scheme is;
    otherwise it is an estimate, which never makes an obligation lost by itself.
    """

    after_buyer: timedelta | None = None
    order_until: datetime | None = None
    is_known: bool = False
    refusals: tuple[datetime, ...] = ()

    def rule_ends_at(self, last_buyer_at: datetime) -> datetime | None:
        """The end by the marketplace's rule, refusals aside."""
        if self.after_buyer is None:
            return None
        end = sum_of(last_buyer_at, self.after_buyer)
        return max(end, self.order_until) if self.order_until else end

    def lost_from(self, last_buyer_at: datetime) -> datetime | None:
        """From when on an unanswered buyer is lost by the rule alone."""
        return self.rule_ends_at(last_buyer_at) if self.is_known else None


@dataclass(frozen=True, slots=True)
class ReplyWindow:
    closes_at: datetime | None
    is_estimate: bool


def reply_window(facts: WindowFacts, *, last_buyer_at: datetime | None) -> ReplyWindow:
    """The window as it stands now: a refusal ends it earlier, until the buyer writes again."""
    if last_buyer_at is None:
        return ReplyWindow(closes_at=None, is_estimate=True)
    end = facts.rule_ends_at(last_buyer_at)
    refused_at = min((moment for moment in facts.refusals if moment >= last_buyer_at), default=None)
    if refused_at is not None and (end is None or refused_at < end):
        return ReplyWindow(closes_at=refused_at, is_estimate=False)
    return ReplyWindow(closes_at=end, is_estimate=not facts.is_known)


def nearer_deadline(*, due_at: datetime | None, window: ReplyWindow, now: datetime) -> datetime | None:
    """What a list of debts is ordered by; an estimated end that has passed no longer counts."""
    if due_at is None or window.closes_at is None:
        return due_at
    if window.is_estimate and window.closes_at <= now:
        return due_at
    return min(due_at, window.closes_at)
