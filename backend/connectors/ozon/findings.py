"""What the steps of a check have found so far, and how two of the answers are read."""

from connectors.accounts import Check, CheckResult
from connectors.errors import ConnectorError, TemporaryFailure
from connectors.ozon.endpoints import NEEDED_TO_SEND, Endpoint
from connectors.ozon.payloads import OzonRoles, OzonSeller

ENOUGH = ("PREMIUM_PLUS", "PREMIUM_PRO")
TOO_LITTLE = ("UNSPECIFIED", "PREMIUM", "PREMIUM_LITE")
NO_SUBSCRIPTION = "marketplace_subscription_required"
NO_ROLE = "key_role_missing"


class Findings:
    """Filled in step by step."""

    def __init__(self) -> None:
        self.at = Check.KEY
        self.steps: list[CheckResult] = []
        self.unanswered: list[Check] = []
        self.roles: OzonRoles | None = None
        self.seller: OzonSeller | None = None
        self.missing: tuple[Endpoint, ...] = ()
        self.subscribed: bool | None = None
        self.can_read = True
        self.can_read_history = True
        self.can_send = True

    @property
    def lacks_sending(self) -> bool:
        return any(endpoint in self.missing for endpoint in NEEDED_TO_SEND)

    def pass_step(self, ok: bool | None) -> None:
        self.steps.append(CheckResult(check=self.at, ok=ok))

    def note_silence(self, error: ConnectorError) -> None:
        if isinstance(error, TemporaryFailure):
            self.unanswered.append(self.at)

    def fail(self, code: str) -> None:
        self.steps.append(CheckResult(check=self.at, ok=False, code=code))

    def conclude_sending(self) -> None:
        """Nothing is sent to find out: methods and subscription decide, and Ozon has the last word."""
        self.at = Check.SENDING
        self.can_send = not self.lacks_sending and self.subscribed is not False
        if self.can_send:
            self.pass_step(True if self.subscribed else None)
        else:
            self.fail(NO_ROLE if self.lacks_sending else NO_SUBSCRIPTION)


def is_allowed(endpoint: Endpoint, methods: tuple[str, ...]) -> bool:
    """True when the list names the path or a beginning of it: both were seen."""
    path = endpoint.path.lower()
    for method in methods:
        named = "/" + method.strip().lower().strip("/").removesuffix("*").rstrip("/")
        if path == named or (named != "/" and path.startswith(named + "/")) or method.strip() in ("*", "/*"):
            return True
    return False


def is_enough(seller: OzonSeller | None) -> bool | None:
    """Whether the subscription allows replies; None when the answer does not say."""
    if seller is None:
        return None
    if seller.subscription in ENOUGH:
        return True
    if seller.subscription in TOO_LITTLE or (not seller.subscription and seller.is_premium is False):
        return False
    return None
