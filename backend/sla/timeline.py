"""Which policy version an obligation is measured by: the one in force when it opened, unless it was recomputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sla.deadline import DEFAULT_POLICY, PolicyVersion, version_at


@dataclass(frozen=True, slots=True)
class Timeline:
    """The versions that fit one chat account, in the order of their coming into force.

    ``recomputed_at`` are moments, in order, at which all that was open took over the version then in force.
    """

    versions: tuple[PolicyVersion, ...] = (DEFAULT_POLICY,)
    recomputed_at: tuple[datetime, ...] = ()

    def policy_for(self, *, opened_at: datetime, ended_at: datetime | None) -> PolicyVersion:
        """A recompute found it open when it had opened by then and ended later, or not at all."""
        moment = opened_at
        for recomputed_at in self.recomputed_at:
            if opened_at <= recomputed_at and (ended_at is None or recomputed_at < ended_at):
                moment = recomputed_at
        return version_at(self.versions, moment)


BUILT_IN = Timeline()
