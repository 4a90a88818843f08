from billing.models.document import Document
from billing.models.lead import Lead
from billing.models.pilot import Pilot
from billing.models.plan import Plan
from billing.models.subscription import Subscription

__all__ = ["Document", "Lead", "Pilot", "Plan", "Subscription"]
