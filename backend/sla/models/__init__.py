from sla.models.obligation import Obligation

__all__ = ["Obligation"]
