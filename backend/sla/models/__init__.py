from sla.models.action import Action
from sla.models.calendar import Calendar, CalendarVersion
from sla.models.obligation import Obligation
from sla.models.policy import Policy, PolicyVersion
from sla.models.recompute import Recompute

__all__ = ["Action", "Calendar", "CalendarVersion", "Obligation", "Policy", "PolicyVersion", "Recompute"]
