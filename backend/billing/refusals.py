"""Why something about leads and pilots is refused; the words stand in `core/error_codes.toml`."""

from core.errors import Conflict, Invalid


class ConsentMissing(Invalid):
    code = "consent_missing"


class LeadSettled(Conflict):
    code = "lead_settled"


class PilotNotOpen(Conflict):
    code = "pilot_not_open"


class PilotExists(Conflict):
    code = "pilot_exists"


class PilotDatesBackwards(Invalid):
    code = "pilot_dates_backwards"


class OwnerIsThere(Conflict):
    code = "owner_is_there"


class CaseNotReady(Conflict):
    """Figures of before and after, an agreement, an address, a title and a text: what a case study needs."""

    code = "case_not_ready"
