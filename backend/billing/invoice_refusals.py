"""Why something about money is refused; the words stand in `core/error_codes.toml`."""

from core.errors import Conflict, Invalid


class RequisitesWrong(Invalid):
    """The code names what is wrong with the field."""

    code = "inn_wrong"

    def __init__(self, *, field: str, code: str) -> None:
        super().__init__(attr=field)
        self.code = code  # type: ignore[misc]  # one class for all fields, each with its own code


class SellerMissing(Conflict):
    """Our own requisites are not set, so nobody can be billed."""

    code = "seller_missing"


class PlanNotOnOffer(Invalid):
    code = "plan_not_on_offer"


class InvoiceOpen(Conflict):
    code = "invoice_open"


class InvoiceNotDraft(Conflict):
    code = "invoice_not_draft"


class InvoiceNotOpen(Conflict):
    """It is paid or void already."""

    code = "invoice_not_open"


class InvoiceHasPayments(Conflict):
    code = "invoice_has_payments"


class PaymentRecorded(Conflict):
    code = "payment_recorded"


class PaymentMissing(Conflict):
    code = "payment_missing"


class ReasonMissing(Invalid):
    code = "reason_missing"


class ActNotReady(Conflict):
    code = "act_not_ready"


class WorkspaceGone(Conflict):
    code = "workspace_gone"
