from sla.models.action import Action
from sla.models.baseline import Baseline, BaselineObligation
from sla.models.calendar import Calendar, CalendarVersion
from sla.models.obligation import Obligation
from sla.models.policy import Policy, PolicyVersion
from sla.models.recompute import Recompute

__all__ = [
    "Action",
    "Baseline",
    "BaselineObligation",
    "Calendar",
    "CalendarVersion",
    "Obligation",
    "Policy",
    "PolicyVersion",
    "Recompute",
]
