from billing.models.document import Document
from billing.models.lead import Lead
from billing.models.pilot import Pilot

__all__ = ["Document", "Lead", "Pilot"]
