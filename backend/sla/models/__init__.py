from sla.models.action import Action
from sla.models.obligation import Obligation

__all__ = ["Action", "Obligation"]
