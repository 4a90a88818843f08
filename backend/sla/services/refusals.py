"""Why a calendar or a policy cannot be saved."""

from core.errors import Conflict, Invalid
from sla import calendar_rules
from sla.deadline import MAX_TARGET_MINUTES, MIN_TARGET_MINUTES


class CalendarZoneUnknown(Invalid):
    code = calendar_rules.UnknownZone.code


class CalendarIntervalEmpty(Invalid):
    code = calendar_rules.EmptyInterval.code


class CalendarIntervalsOverlap(Invalid):
    code = calendar_rules.IntervalsOverlap.code


class CalendarNeverOpens(Invalid):
    code = calendar_rules.CalendarNeverOpens.code


class CalendarUnknown(Invalid):
    code = "calendar_unknown"


class CalendarInUse(Conflict):
    code = "calendar_in_use"


class TargetOutOfRange(Invalid):
    code = "target_out_of_range"

    def __init__(self, attr: str) -> None:
        super().__init__(attr=attr, params={"lowest": MIN_TARGET_MINUTES, "highest": MAX_TARGET_MINUTES})


class WarningOutOfRange(Invalid):
    code = "warning_out_of_range"


class PolicyReachUnclear(Invalid):
    code = "policy_reach_unclear"


class PolicyExists(Conflict):
    code = "policy_exists"


class PolicyIsDefault(Conflict):
    code = "policy_is_default"


class ChatAccountUnknown(Invalid):
    code = "chat_account_unknown"


class MarketplaceUnknown(Invalid):
    code = "marketplace_unknown"
