"""The running account of one thread: who is unanswered now, and which obligations have ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from sla.answers import Answer
from sla.calendar import Calendar
from sla.conversation import BuyerMessage
from sla.deadline import deadline
from sla.facts import Kind, ObligationFacts, State
from sla.thread import ActionKind, ClockAction
from sla.timeline import Timeline
from sla.window import WindowFacts

_ENDS_AS = {
    ActionKind.WAIVE: State.WAIVED,
    ActionKind.CLOSE: State.CLOSED_UNANSWERED,
    ActionKind.MARKETPLACE_CLOSE: State.LOST,
}


class Ledger:
    def __init__(self, *, timeline: Timeline, window: WindowFacts, first_kind: Kind | None) -> None:
        self.obligations: list[ObligationFacts] = []
        self._timeline = timeline
        self._window = window
        self._first_kind = first_kind
        self._unanswered: list[BuyerMessage] = []
        self._lost_at: datetime | None = None
        self._served_episode: int | None = None

    def hear_buyer(self, message: BuyerMessage) -> None:
        """A further message adds to what is owed; after a loss it opens anew."""
        self._pass_window(message.at)
        if self._lost_at is not None:
            self._end(State.LOST, self._unanswered, ended_at=self._lost_at)
            self._unanswered = []
        self._unanswered.append(message)

    def hear_answer(self, answer: Answer) -> None:
        """An answer ends the debt, also a lost one: the marketplace took it."""
        if self._unanswered:
            self._end(State.MET, self._unanswered, ended_at=answer.at, answer=answer)
            self._unanswered = []

    def refuse_window(self, refused_at: datetime) -> None:
        self._pass_window(refused_at)
        if self._unanswered and self._lost_at is None:
            self._lost_at = refused_at

    def apply_action(self, action: ClockAction, *, on_its_way: Answer | None = None) -> None:
        """End what the action covers; messages that were not known then open an obligation of their own.

        Who acts right after sending does not take the answer back: it ends the debt when it reaches the buyer.
        """
        self._pass_window(action.at)
        covered = [message for message in self._unanswered if action.covers_message(message.position)]
        if not covered or self._lost_at is not None:
            return
        rest = self._unanswered[len(covered) :]
        if action.kind is ActionKind.MARKETPLACE_CLOSE and not rest:
            self._lost_at = action.at
            return
        if on_its_way is not None:
            self._end(State.MET, covered, ended_at=on_its_way.at, answer=on_its_way)
        else:
            self._end(_ENDS_AS[action.kind], covered, ended_at=action.at)
        self._unanswered = rest

    def close(self, now: datetime) -> list[ObligationFacts]:
        """The whole account as it stands now."""
        self._pass_window(now)
        if self._unanswered:
            state = State.OPEN if self._lost_at is None else State.LOST
            self._end(state, self._unanswered, ended_at=self._lost_at)
            self._unanswered = []
        return self.obligations

    def _pass_window(self, moment: datetime) -> None:
        if self._unanswered and self._lost_at is None:
            lost_from = self._window.lost_from(self._unanswered[-1].at)
            if lost_from is not None and lost_from <= moment:
                self._lost_at = lost_from

    def _end(
        self, state: State, messages: list[BuyerMessage], *, ended_at: datetime | None, answer: Answer | None = None
    ) -> None:
        opening = messages[0]
        kind = self._kind(opening)
        policy = self._timeline.policy_for(opened_at=opening.at, ended_at=ended_at)
        target = policy.first_minutes if kind is Kind.FIRST else policy.next_minutes
        times = deadline(opened_at=opening.at, target_minutes=target, policy=policy)
        if answer is not None and answer.at > times.due_at:
            state = State.MET_LATE
        self.obligations.append(
            ObligationFacts(
                opened_by=opening.id,
                opened_at=opening.at,
                kind=kind,
                state=state,
                buyer_messages=len(messages),
                target_minutes=target,
                warn_at=times.warn_at,
                due_at=times.due_at,
                answered_at=answer.at if answer else None,
                answer_is_provisional=answer is not None and answer.is_provisional,
                ended_at=ended_at,
                is_historic=opening.is_historic,
                policy_version_id=policy.id,
                calendar_version_id=policy.calendar_version_id,
                answered_by=answer.sender if answer else None,
                working_seconds=_open_seconds(policy.calendar, opening.at, answer.at) if answer else None,
            )
        )
        self._served_episode = opening.episode
        self._lost_at = None

    def _kind(self, opening: BuyerMessage) -> Kind:
        if not self.obligations and self._first_kind is not None:
            return self._first_kind
        return Kind.NEXT if opening.episode == self._served_episode else Kind.FIRST


def _open_seconds(calendar: Calendar, start: datetime, end: datetime) -> int:
    return calendar.open_time_between(start, end) // timedelta(seconds=1)
