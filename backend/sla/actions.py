"""Which actions stand: an undo in time strikes one out as if it had never been."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sla.thread import ActionKind, ClockAction

UNDO_WITHIN = timedelta(minutes=10)
CAN_BE_UNDONE = (ActionKind.WAIVE, ActionKind.CLOSE)
_ENDS_A_DEBT = (*CAN_BE_UNDONE, ActionKind.MARKETPLACE_CLOSE)


def standing_actions(actions: Iterable[ClockAction]) -> list[ClockAction]:
    """Actions that end a debt, in order, without those that were undone; reopening restores nothing."""
    once = {action.number: action for action in actions}
    standing: list[ClockAction] = []
    for action in sorted(once.values(), key=lambda action: (action.at, action.number)):
        if action.kind in _ENDS_A_DEBT:
            standing.append(action)
        elif action.kind is ActionKind.UNDO:
            _strike_out_last(standing, action)
    return standing


def _strike_out_last(standing: list[ClockAction], undo: ClockAction) -> None:
    for place in reversed(range(len(standing))):
        if standing[place].kind in CAN_BE_UNDONE:
            if undo.at - standing[place].at <= UNDO_WITHIN:
                del standing[place]
            return
