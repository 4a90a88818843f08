import pytest

from chats import account_report, failure_codes
from chats.failure_codes import shown_code, state_of
from chats.models import ChatAccount
from chats.services import account_abilities, connection_refusals
from chats.sync import engine
from connectors.errors import AuthFailed, ConnectorError, Rejected, TemporaryFailure
from connectors.ozon.errors import MESSAGES, Reason
from core import error_texts
from core.errors import DomainError

REFUSALS = [
    kind.code
    for kind in vars(connection_refusals).values()
    if isinstance(kind, type) and issubclass(kind, DomainError) and kind.__module__ == connection_refusals.__name__
]
SHOWN = {
    *failure_codes.KNOWN_AS_THEY_ARE,
    *failure_codes.OURS.values(),
    *failure_codes.STATES,
    *account_report.LIMITS.values(),
    *connection_refusals.UNAVAILABLE,
    *REFUSALS,
    *failure_codes.RATINGS.values(),
    failure_codes.RATINGS_REFUSED,
    account_abilities.NO_READING,
    account_abilities.NO_HISTORY,
    account_abilities.NO_REPLIES,
    account_abilities.NO_ROLE_FOR_REPLIES,
    "subscription_unknown",
    engine.CUT,
}


@pytest.mark.parametrize("code", sorted(SHOWN))
def test_every_code_that_an_account_can_show_has_words_and_a_remedy(code: str) -> None:
    assert error_texts.has(code)
    assert error_texts.remedy(code, "ru")
    assert error_texts.remedy(code, "en")


@pytest.mark.parametrize(
    "code", sorted({code for _, code, reason in MESSAGES if reason in (Reason.ACCOUNT, Reason.ROLE)})
)
def test_every_refusal_of_an_account_has_a_reason_and_a_state(code: str) -> None:
    shown = shown_code(AuthFailed(code))

    assert shown not in ("marketplace_unavailable", "access_denied")
    assert state_of(shown) in ChatAccount.State.values


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (AuthFailed("something new"), "access_denied"),
        (Rejected("something new"), "marketplace_unavailable"),
        (TemporaryFailure("malformed_answer"), "marketplace_unavailable"),
        (TemporaryFailure("limiter_unavailable"), "limiter_unavailable"),
    ],
)
def test_a_failure_without_words_of_its_own_is_named_by_its_meaning(failure: ConnectorError, code: str) -> None:
    assert shown_code(failure) == code
