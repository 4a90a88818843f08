"""One method per endpoint of Ozon's Seller API; JSON comes back unread."""

import base64
import json
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from connectors.base import DriftSink, ignore_drift
from connectors.errors import (
    ConnectorError,
    NeverSent,
    OutcomeUnknown,
    RateLimited,
    TemporaryFailure,
)
from connectors.http import Answer, AnswerLost, ConnectionNotMade, StreamedAnswer, Transport
from connectors.ozon.credentials import OzonCredentials
from connectors.ozon.endpoints import (
    CHAT_HISTORY,
    CHAT_LIST,
    FBO_POSTING,
    FBO_POSTINGS,
    FBS_POSTING,
    FBS_POSTINGS,
    FILE,
    PRODUCT_LIST,
    RATING_HISTORY,
    RATING_SUMMARY,
    READ,
    ROLES,
    SELLER_INFO,
    SEND_FILE,
    SEND_MESSAGE,
    Endpoint,
)
from connectors.ozon.errors import Complaint, Reason, mask, read_complaint
from connectors.ozon.refusals import left_in_doubt, refusal_of, retry_after
from connectors.ozon.times import format_moment
from connectors.throttle import Lane, Limiter, utc_now

RETRY_PAUSES = (1.0, 2.0)
WAIT_AFTER_REFUSAL = 4.0
SUCCESS = "success"
MOST_POSTINGS = 100


class OzonClient:
    """Speaks to Ozon in the name of one cabinet, within its budget."""

    def __init__(
        self,
        credentials: OzonCredentials,
        *,
        transport: Transport,
        limiter: Limiter,
        now: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
        on_drift: DriftSink = ignore_drift,
        retry_pauses: Sequence[float] = RETRY_PAUSES,
    ) -> None:
        self._credentials = credentials
        self._transport = transport
        self._limiter = limiter
        self._now = now
        self._sleep = sleep
        self._on_drift = on_drift
        self._retry_pauses = tuple(retry_pauses)

    def roles(self, *, lane: Lane) -> object:
        return self._read(ROLES, {}, lane=lane)

    def seller_info(self, *, lane: Lane) -> object:
        return self._read(SELLER_INFO, {}, lane=lane)

    def chat_list(self, *, chat_status: str, unread_only: bool, cursor: str, limit: int, lane: Lane) -> object:
        chosen = {"chat_status": chat_status, "unread_only": unread_only}
        return self._read(CHAT_LIST, {"filter": chosen, "limit": limit, "cursor": cursor}, lane=lane)

    def chat_history(
        self,
        *,
        chat_id: str,
        limit: int,
        lane: Lane,
        direction: str = "Backward",
        from_message_id: int | None = None,
        message_ids: Sequence[str] = (),
    ) -> object:
        body: dict[str, object] = {"chat_id": chat_id, "direction": direction, "limit": limit}
        if from_message_id is not None:
            body["from_message_id"] = from_message_id
        if message_ids:
            body["filter"] = {"message_ids": list(message_ids)}
        return self._read(CHAT_HISTORY, body, lane=lane)

    def send_message(self, *, chat_id: str, text: str) -> None:
        self._write(SEND_MESSAGE, {"chat_id": chat_id, "text": text}, sent=text)

    def send_file(self, *, chat_id: str, name: str, content: bytes) -> None:
        encoded = base64.b64encode(content).decode("ascii")
        self._write(SEND_FILE, {"chat_id": chat_id, "base64_content": encoded, "name": name}, sent=name)

    def read(self, *, chat_id: str, from_message_id: int, lane: Lane) -> object:
        """Mark as read; the same call twice does no harm, so it is repeated like a read."""
        return self._read(READ, {"chat_id": chat_id, "from_message_id": from_message_id}, lane=lane)

    def product_list(self, *, skus: Sequence[str], lane: Lane) -> object:
        return self._read(PRODUCT_LIST, {"sku": list(skus)}, lane=lane)

    def fbs_posting(self, *, posting_number: str, lane: Lane) -> object:
        return self._read(FBS_POSTING, {"posting_number": posting_number}, lane=lane)

    def fbo_posting(self, *, posting_number: str, lane: Lane) -> object:
        return self._read(FBO_POSTING, {"posting_number": posting_number}, lane=lane)

    def fbs_postings(self, *, order_number: str, since: datetime, to: datetime, lane: Lane) -> object:
        chosen = {"since": format_moment(since), "to": format_moment(to), "order_numbers": [order_number]}
        return self._read(FBS_POSTINGS, {"filter": chosen, "limit": MOST_POSTINGS}, lane=lane)

    def fbo_postings(self, *, order_number: str, lane: Lane) -> object:
        chosen = {"order_numbers": [order_number]}
        return self._read(FBO_POSTINGS, {"filter": chosen, "limit": MOST_POSTINGS}, lane=lane)

    def rating_history(self, *, ratings: Sequence[str], date_from: datetime, date_to: datetime, lane: Lane) -> object:
        period = {"date_from": format_moment(date_from), "date_to": format_moment(date_to)}
        return self._read(RATING_HISTORY, {"ratings": list(ratings), **period}, lane=lane)

    def rating_summary(self, *, lane: Lane) -> object:
        return self._read(RATING_SUMMARY, {}, lane=lane)

    def open_file(self, path: str) -> StreamedAnswer:
        self._acquire(FILE, Lane.PERSON)
        try:
            answer = self._transport.stream(path, headers=self._headers())
        except ConnectionNotMade as error:
            raise NeverSent("marketplace_unreachable", method=FILE.path) from error
        except AnswerLost as error:
            raise TemporaryFailure("answer_lost", method=FILE.path) from error
        if answer.status == 200:
            return answer
        raise self._failure(FILE, Answer(status=answer.status, headers=answer.headers, body=first_piece(answer)))

    def _read(self, endpoint: Endpoint, body: dict[str, object], *, lane: Lane) -> object:
        max_wait: float | None = None
        for pause in (*self._retry_pauses, None):
            self._acquire(endpoint, lane, max_wait)
            try:
                answer = self._post(endpoint, body)
                if answer.ok:
                    return answer.json()
                failure = self._failure(endpoint, answer)
            except ConnectionNotMade as error:
                raise NeverSent("marketplace_unreachable", method=endpoint.path) from error
            except AnswerLost as error:
                code = "answer_too_large" if error.too_large else "answer_lost"
                failure = TemporaryFailure(code, method=endpoint.path)
                if error.timed_out or error.too_large:
                    raise failure from error
            except ValueError:
                failure = TemporaryFailure("malformed_answer", method=endpoint.path)
            if pause is None or not isinstance(failure, RateLimited | TemporaryFailure):
                raise failure
            if isinstance(failure, TemporaryFailure):
                self._sleep(pause)
            max_wait = WAIT_AFTER_REFUSAL
        raise AssertionError("the last attempt either returns or raises")

    def _write(self, endpoint: Endpoint, body: dict[str, object], *, sent: str) -> None:
        """One attempt. After the connection is made, only a clear answer says what became of it."""
        self._acquire(endpoint, Lane.REPLY)
        try:
            answer = self._post(endpoint, body)
        except ConnectionNotMade as error:
            raise NeverSent("marketplace_unreachable", method=endpoint.path) from error
        except AnswerLost as error:
            raise OutcomeUnknown("answer_lost", method=endpoint.path) from error
        if not answer.ok:
            raise self._failure(endpoint, answer, sent=sent)
        if not says_success(answer):
            self._on_drift("unknown_value", f"{endpoint.path} {answer.status}", "no word of success")
            raise OutcomeUnknown("malformed_answer", status=answer.status, method=endpoint.path)

    def _acquire(self, endpoint: Endpoint, lane: Lane, max_wait: float | None = None) -> None:
        account = self._credentials.client_id
        self._limiter.acquire(account=account, method=endpoint.path, lane=lane, max_wait=max_wait)

    def _post(self, endpoint: Endpoint, body: dict[str, object]) -> Answer:
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        return self._transport.post(endpoint.path, headers=self._headers(), body=content, fresh=endpoint.writes)

    def _headers(self) -> dict[str, str]:
        return {"Client-Id": self._credentials.client_id, "Api-Key": self._credentials.api_key}

    def _failure(self, endpoint: Endpoint, answer: Answer, *, sent: str = "") -> ConnectorError:
        """The refusal in our words; what it says about the budget is remembered on the way."""
        complaint = read_complaint(answer, sent=sent)
        detail = mask(complaint.message, key=self._credentials.api_key, sent=sent)
        is_absence = endpoint.optional and answer.status == 404
        if complaint.code is None and detail and not is_absence:
            self._on_drift("unknown_error", f"{endpoint.path} {answer.status}", detail)
        limited = self._limited(endpoint, answer, complaint)
        kind, code = refusal_of(endpoint, answer.status, complaint)
        if left_in_doubt(endpoint, answer.status, complaint):
            kind, code = OutcomeUnknown, complaint.code or "marketplace_unavailable"
        elif limited is not None:
            seconds, code = limited
            until = self._now() + timedelta(seconds=seconds)
            return RateLimited(code, until=until, status=answer.status, detail=detail, method=endpoint.path)
        return kind(code, status=answer.status, detail=detail, method=endpoint.path)

    def _limited(self, endpoint: Endpoint, answer: Answer, complaint: Complaint) -> tuple[float, str] | None:
        account = self._credentials.client_id
        if complaint.reason is Reason.PAUSE:
            return self._limiter.pause_method(account=account, method=endpoint.path), "method_paused"
        if answer.status == 429 or complaint.reason is Reason.LIMIT:
            if complaint.calls_per_second:
                self._limiter.lower(account=account, per_second=complaint.calls_per_second)
            asked = retry_after(answer, now=self._now())
            return self._limiter.block(account=account, seconds=asked), "rate_limited"
        return None


def says_success(answer: Answer) -> bool:
    """Whether a send was answered with the one word that means it; of any other answer the history is the judge."""
    try:
        body = answer.json()
    except ValueError:
        return False
    result = body.get("result") if isinstance(body, dict) else None
    return isinstance(result, str) and result.strip().lower() == SUCCESS


def first_piece(answer: StreamedAnswer) -> bytes:
    """The beginning of a refused download, enough to read why."""
    try:
        return next(answer.chunks, b"")
    except AnswerLost:
        return b""
    finally:
        answer.close()
