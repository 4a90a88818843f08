"""Which of our meanings a refusal of Ozon has at the endpoint that was called."""

import math
from datetime import datetime
from email.utils import parsedate_to_datetime

from connectors.errors import AuthFailed, ConnectorError, Rejected, TemporaryFailure
from connectors.http import Answer
from connectors.ozon.endpoints import FILE, READ, Endpoint
from connectors.ozon.errors import Complaint, Reason

# Within the quarter of an hour in which a reply has to leave, it gets another try.
LONGEST_BLOCK = 300.0
BY_STATUS = {403: "access_denied", 409: "conflict"}


def left_in_doubt(endpoint: Endpoint, status: int, complaint: Complaint) -> bool:
    """True when a send may have been carried out although the answer is no success.

    What a 409 means Ozon does not say; unless its text does, it may be about a message that is there already.
    """
    is_unexplained = status == 409 and complaint.code is None
    return endpoint.writes and (status < 400 or status == 408 or status >= 500 or is_unexplained)


def refusal_of(endpoint: Endpoint, status: int, complaint: Complaint) -> tuple[type[ConnectorError], str]:
    code, reason = complaint.code, complaint.reason
    if reason is Reason.ACCOUNT and code:
        return AuthFailed, code
    if status == 401:
        return AuthFailed, "key_invalid"
    if reason is Reason.ROLE and code:
        # A key that may not write still reads: the account goes on, without this ability.
        loses_only_this = endpoint.writes or endpoint.optional or endpoint is READ
        return (Rejected if loses_only_this else AuthFailed), code
    if reason is Reason.REFUSAL and code:
        return Rejected, code
    if status == 404:
        return not_found(endpoint, complaint)
    if status == 403 and not (endpoint.of_chat or endpoint.optional):
        return AuthFailed, "access_denied"
    if 400 <= status < 500 and status != 408:
        return Rejected, BY_STATUS.get(status, "refused")
    return TemporaryFailure, "marketplace_unavailable" if status >= 400 else "malformed_answer"


def not_found(endpoint: Endpoint, complaint: Complaint) -> tuple[type[ConnectorError], str]:
    """A missing object answers JSON; a path that no longer exists answers plain text."""
    if endpoint is FILE:
        return Rejected, "file_not_found"
    if complaint.is_json and endpoint.of_chat:
        return Rejected, "chat_not_found"
    if complaint.is_json and endpoint.optional and complaint.code != "method_gone":
        return Rejected, "not_found"
    if complaint.is_json and complaint.code is None:
        return Rejected, "refused"
    return (Rejected if endpoint.writes or endpoint.optional else TemporaryFailure), "method_gone"


def retry_after(answer: Answer, *, now: datetime) -> float | None:
    """Seconds that Ozon asks to wait, bounded; None when it says nothing usable."""
    text = answer.headers.get("Retry-After", "").strip()
    try:
        seconds = float(text)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(text) - now).total_seconds()
        except (ValueError, TypeError):
            return None
    return min(max(seconds, 1.0), LONGEST_BLOCK) if math.isfinite(seconds) else None
