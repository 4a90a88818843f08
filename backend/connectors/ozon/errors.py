"""What Ozon's refusals mean. The message decides, not the status: one 403 covers eight cases.

Texts: the list of common errors at https://docs.ozon.ru/api/seller/ and what public clients met.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum

from connectors.http import Answer


class Reason(StrEnum):
    """What kind of refusal a text is, whatever its status."""

    ACCOUNT = "account"
    ROLE = "role"
    LIMIT = "limit"
    PAUSE = "pause"
    TROUBLE = "trouble"
    REFUSAL = "refusal"


# In lower case; the first fragment that occurs wins, so the narrow ones stand first. Before all others stands the one
# that may quote the request.
MESSAGES: tuple[tuple[str, str, Reason], ...] = (
    ("validation error", "request_invalid", Reason.REFUSAL),
    ("headers are required", "headers_missing", Reason.ACCOUNT),
    ("access period has expired", "reply_window_closed", Reason.REFUSAL),
    ("period of access is over", "reply_window_closed", Reason.REFUSAL),
    ("chat not started", "chat_not_started", Reason.REFUSAL),
    ("chat is not started", "chat_not_started", Reason.REFUSAL),
    ("missing a required role", "key_role_missing", Reason.ROLE),
    ("method is not allowed", "key_role_missing", Reason.ROLE),
    ("restricted to specific ip", "network_not_allowed", Reason.ACCOUNT),
    ("key is deactivated", "key_deactivated", Reason.ACCOUNT),
    ("key is disabled", "key_deactivated", Reason.ACCOUNT),
    ("key is expired", "key_expired", Reason.ACCOUNT),
    ("key has expired", "key_expired", Reason.ACCOUNT),
    ("key expired", "key_expired", Reason.ACCOUNT),
    ("invalid api-key", "key_invalid", Reason.ACCOUNT),
    ("invalid api key", "key_invalid", Reason.ACCOUNT),
    ("offer not signed", "offer_not_signed", Reason.ACCOUNT),
    ("offer is not signed", "offer_not_signed", Reason.ACCOUNT),
    ("company is blocked", "company_blocked", Reason.ACCOUNT),
    ("premium", "marketplace_subscription_required", Reason.REFUSAL),
    ("existing subscription", "marketplace_subscription_required", Reason.REFUSAL),
    ("request rate limit", "rate_limited", Reason.LIMIT),
    ("rate limit exceeded", "rate_limited", Reason.LIMIT),
    ("circle is open", "method_paused", Reason.PAUSE),
    ("circuit is open", "method_paused", Reason.PAUSE),
    ("internal error", "marketplace_unavailable", Reason.TROUBLE),
    ("not permitted", "reply_window_closed", Reason.REFUSAL),
    ("disabled", "chat_disabled", Reason.REFUSAL),
    ("page not found", "method_gone", Reason.TROUBLE),
    ("chat not found", "chat_not_found", Reason.REFUSAL),
)
UNKNOWN_MESSAGE = "refused"
SLOWER_LIMIT = re.compile(r"max rate per sec\D{0,5}(\d{1,3})")
DETAIL_LENGTH = 200
WORD = re.compile(r"\w{4,}")
PRIVATE = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\d{5,}|[^\s@]+@[^\s@]+", re.IGNORECASE
)


@dataclass(frozen=True)
class Complaint:
    """A refusal as read: what Ozon wrote, and what we know it to mean."""

    message: str
    is_json: bool
    code: str | None = None
    reason: Reason | None = None

    @property
    def calls_per_second(self) -> int | None:
        """The lower limit some accounts have, when the refusal names it."""
        found = SLOWER_LIMIT.search(self.message.lower())
        return int(found.group(1)) if found else None


def read_complaint(answer: Answer, *, sent: str = "") -> Complaint:
    """Read a refusal of any shape: both JSON bodies, plain text, HTML, nothing. What was sent means nothing in it."""
    message, is_json = complaint_text(answer)
    lowered = without_quotation(message.lower(), sent.strip().lower())
    for fragment, code, reason in MESSAGES:
        if fragment in lowered:
            return Complaint(message=message, is_json=is_json, code=code, reason=reason)
    return Complaint(message=message, is_json=is_json)


def complaint_text(answer: Answer) -> tuple[str, bool]:
    try:
        body = answer.json()
    except ValueError:
        text = answer.body[:1000].decode("utf-8", "replace").strip()
        return ("" if text.startswith("<") else text), False
    if not isinstance(body, dict):
        return (body if isinstance(body, str) else ""), True
    inner = body.get("error")
    if isinstance(inner, str):
        return inner, True
    if isinstance(inner, dict):
        body = inner
    words = [body.get("message"), body.get("details")]
    return " ".join(word for word in words if isinstance(word, str))[:2000], True


def without_quotation(message: str, sent: str) -> str:
    """The message without the text that was sent; one in plain ASCII stays, for it may be in Ozon's own words."""
    if sent.isascii():
        return message
    for quoted in (sent, json.dumps(sent, ensure_ascii=False)[1:-1], json.dumps(sent)[1:-1]):
        message = message.replace(quoted, " ")
    return message


def mask(text: str, *, key: str = "", sent: str = "") -> str:
    """A text of the marketplace that may be kept: short, without key, ids, addresses or words we sent."""
    if key:
        text = text.replace(key, "***")
    sent_words = set(WORD.findall(sent.lower()))
    text = WORD.sub(lambda found: "***" if found.group().lower() in sent_words else found.group(), text)
    return PRIVATE.sub("***", text)[:DETAIL_LENGTH]
