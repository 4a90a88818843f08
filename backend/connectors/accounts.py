"""What a check of a cabinet finds, step by step, and what is known of it afterwards."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from connectors.errors import ConnectorError


class Check(StrEnum):
    """The named steps of connecting an account, in the order they are made."""

    KEY = "key"
    CHAT_METHODS = "chat_methods"
    SUBSCRIPTION = "subscription"
    CHAT_LIST = "chat_list"
    HISTORY = "history"
    SENDING = "sending"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Outcome of one step: ``ok`` is None when it could not be told; ``code`` says what is wrong."""

    check: Check
    ok: bool | None
    code: str = ""


@dataclass(frozen=True, slots=True)
class RemoteAccount:
    """What is known of a cabinet after a check that let it in.

    Whose it is on paper stands here as the marketplace says it, unchecked.
    """

    external_id: str
    name: str | None = None
    legal_name: str | None = None
    inn: str | None = None
    expires_at: datetime | None = None
    subscription: str | None = None
    can_read: bool = True
    can_read_history: bool = True
    can_send: bool = True
    missing_methods: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class AccountCheck:
    """The steps of a check and what they found; ``problem`` is why the account cannot be connected.

    ``unanswered`` are the steps whose question trouble of the marketplace kept from being answered; another check may
    tell. An answer that says nothing is not among them.
    """

    account: RemoteAccount
    steps: tuple[CheckResult, ...]
    problem: ConnectorError | None = None
    unanswered: tuple[Check, ...] = ()

    @property
    def untold(self) -> tuple[Check, ...]:
        return tuple(step.check for step in self.steps if step.ok is None)
