"""Connecting a cabinet: the steps by which a key proves what it can do."""

from collections.abc import Callable
from datetime import datetime

from connectors.accounts import AccountCheck, Check, RemoteAccount
from connectors.errors import AuthFailed, ConnectorError, Rejected, TemporaryFailure
from connectors.ozon.client import OzonClient
from connectors.ozon.credentials import OzonCredentials
from connectors.ozon.endpoints import CHAT_METHODS, NEEDED_TO_READ
from connectors.ozon.fields import Drift
from connectors.ozon.findings import NO_ROLE, NO_SUBSCRIPTION, Findings, is_allowed, is_enough
from connectors.ozon.mapping import to_remote_chat
from connectors.ozon.payloads import read_chat_list, read_history, read_roles, read_seller
from connectors.records import ChatKind
from connectors.throttle import Lane

OF_ONE_METHOD = (NO_ROLE, "access_denied")
NOBODY_ANSWERS = ("marketplace_unreachable", "answer_lost", "limiter_unavailable")


class AccountChecker:
    """Runs the steps in order and stops at the first that makes the account useless."""

    def __init__(
        self, credentials: OzonCredentials, *, client: OzonClient, drift: Drift, now: Callable[[], datetime]
    ) -> None:
        self._credentials = credentials
        self._client = client
        self._drift = drift
        self._now = now

    def run(self) -> AccountCheck:
        findings = Findings()
        problem: ConnectorError | None = None
        try:
            self._check_key(findings)
            self._check_methods(findings)
            self._check_subscription(findings)
            chat_id = self._check_list(findings)
            self._check_history(findings, chat_id)
            findings.conclude_sending()
        except ConnectorError as error:
            problem = self._as_expired(error, findings)
            findings.fail(problem.code)
        return AccountCheck(
            account=self._account(findings, problem),
            steps=tuple(findings.steps),
            problem=problem,
            unanswered=tuple(findings.unanswered),
        )

    def _check_key(self, findings: Findings) -> None:
        findings.at = Check.KEY
        try:
            findings.roles = read_roles(self._client.roles(lane=Lane.PERSON), self._drift)
        except (AuthFailed, TemporaryFailure, Rejected) as error:
            if ends_check(error):
                raise
            findings.note_silence(error)
            findings.pass_step(None)
        else:
            findings.pass_step(True)

    def _check_methods(self, findings: Findings) -> None:
        findings.at = Check.CHAT_METHODS
        methods = findings.roles.methods if findings.roles else ()
        if not methods:
            findings.pass_step(None)
            return
        findings.missing = tuple(one for one in CHAT_METHODS if not is_allowed(one, methods))
        for endpoint in NEEDED_TO_READ:
            if endpoint in findings.missing:
                raise AuthFailed(NO_ROLE, method=endpoint.path)
        if findings.lacks_sending:
            findings.fail(NO_ROLE)
        else:
            findings.pass_step(True)

    def _check_subscription(self, findings: Findings) -> None:
        findings.at = Check.SUBSCRIPTION
        try:
            findings.seller = read_seller(self._client.seller_info(lane=Lane.PERSON), self._drift)
        except (AuthFailed, TemporaryFailure, Rejected) as error:
            if ends_check(error):
                raise
            findings.note_silence(error)
        findings.subscribed = is_enough(findings.seller)
        if findings.subscribed is False:
            findings.fail(NO_SUBSCRIPTION)
        else:
            findings.pass_step(findings.subscribed)

    def _check_list(self, findings: Findings) -> str | None:
        """Prove that chats can be read; gives a chat with a buyer to try the history on."""
        findings.at = Check.CHAT_LIST
        try:
            raw = self._client.chat_list(chat_status="ALL", unread_only=False, cursor="", limit=100, lane=Lane.PERSON)
        except Rejected as error:
            if error.code != NO_SUBSCRIPTION:
                raise
            findings.can_read = findings.can_read_history = findings.subscribed = False
            findings.fail(NO_SUBSCRIPTION)
            return None
        page = read_chat_list(raw, self._drift)
        findings.pass_step(True)
        chats = (to_remote_chat(chat, drift=self._drift) for chat in page.chats)
        return next((chat.id for chat in chats if chat.kind is ChatKind.BUYER and not chat.is_empty), None)

    def _check_history(self, findings: Findings, chat_id: str | None) -> None:
        findings.at = Check.HISTORY
        if not findings.can_read:
            findings.fail(NO_SUBSCRIPTION)
            return
        if chat_id is None:
            findings.pass_step(None)
            return
        try:
            read_history(self._client.chat_history(chat_id=chat_id, limit=1, lane=Lane.PERSON), self._drift)
        except (Rejected, TemporaryFailure) as error:
            if error.code != NO_SUBSCRIPTION:
                findings.pass_step(None)
                return
            findings.can_read_history = findings.subscribed = False
            findings.fail(NO_SUBSCRIPTION)
        else:
            findings.pass_step(True)

    def _as_expired(self, error: ConnectorError, findings: Findings) -> ConnectorError:
        """A refused key whose last day has passed is an expired one, whatever the refusal calls it."""
        expires_at = findings.roles.expires_at if findings.roles else None
        about_key = isinstance(error, AuthFailed) and error.code in ("key_invalid", "key_deactivated", "access_denied")
        if about_key and expires_at is not None and expires_at <= self._now():
            return AuthFailed("key_expired", status=error.status, detail=error.detail, method=error.method)
        return error

    def _account(self, findings: Findings, problem: ConnectorError | None) -> RemoteAccount:
        warnings = [step.code for step in findings.steps if step.code]
        if not self._credentials.has_usual_shape:
            warnings.append("key_length_unusual")
        return RemoteAccount(
            external_id=self._credentials.client_id,
            name=findings.seller.name or None if findings.seller else None,
            legal_name=findings.seller.legal_name or None if findings.seller else None,
            inn=findings.seller.inn or None if findings.seller else None,
            expires_at=findings.roles.expires_at if findings.roles else None,
            subscription=findings.seller.subscription or None if findings.seller else None,
            can_read=findings.can_read and problem is None,
            can_read_history=findings.can_read_history and problem is None,
            can_send=findings.can_send and problem is None,
            missing_methods=tuple(endpoint.path for endpoint in findings.missing),
            warnings=tuple(dict.fromkeys(warnings)),
        )


def ends_check(error: ConnectorError) -> bool:
    """True for what speaks against the key, or when nobody answers; else the list of chats judges."""
    if isinstance(error, AuthFailed):
        return error.code not in OF_ONE_METHOD
    return error.code in NOBODY_ANSWERS
