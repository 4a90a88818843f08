from billing.models.document import Document
from billing.models.invoice import Invoice, InvoiceCounter, Payment
from billing.models.lead import Lead
from billing.models.pilot import Pilot
from billing.models.plan import Plan
from billing.models.seller import Seller
from billing.models.subscription import Subscription

__all__ = [
    "Document",
    "Invoice",
    "InvoiceCounter",
    "Lead",
    "Payment",
    "Pilot",
    "Plan",
    "Seller",
    "Subscription",
]
