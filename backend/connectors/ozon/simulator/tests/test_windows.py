from __future__ import annotations

import pytest

from connectors.ozon.simulator.core.account import Posting
from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.message import Message
from connectors.ozon.simulator.core.moments import HOUR
from connectors.ozon.simulator.core.windows import reply_refusal, start_refusal

NOW = 1_000 * HOUR


def make_chat(*, scheme: str, asked: float | None, paid: float | None, delivered: float | None) -> Chat:
    """Hours ago: the buyer's last message, the payment, the delivery."""
    chat = Chat(chat_id="c", client_id="1", kind="BUYER_SELLER", created_at=0, activity=1, scheme=scheme)
    if asked is not None:
        at = NOW - int(asked * HOUR)
        chat.add(Message(1, "c", "Customer", "Вопрос", at, "buyer", message_id=5))
    chat.paid_at = 0 if paid is None else NOW - int(paid * HOUR)
    chat.delivered_at = 0 if delivered is None else NOW - int(delivered * HOUR)
    return chat


@pytest.mark.parametrize(
    ("scheme", "asked", "paid", "delivered", "refused"),
    [
        ("fbo", 47.9, 200, 100, None),
        ("fbo", 48.1, 200, 100, "not permitted, access period has expired"),
        ("fbo", 60, 61, None, "not permitted, access period has expired"),
        ("fbo", None, 10, None, "chat not started"),
        ("", 47.9, None, None, None),
        ("", 48.1, None, None, "not permitted, access period has expired"),
        ("fbs", 60, 61, None, None),
        ("fbs", 200, 300, 71.9, None),
        ("fbs", 200, 300, 72.1, "not permitted, access period has expired"),
        ("fbs", 47, 300, 100, None),
        ("rfbs", 200, 300, 71.9, None),
        ("fbs", None, 10, None, None),
        ("fbs", None, 300, 100, "chat not started"),
        ("fbs", None, -1, None, "chat not started"),
    ],
)
def test_who_may_write_and_when(
    scheme: str, asked: float | None, paid: float | None, delivered: float | None, refused: str | None
) -> None:
    chat = make_chat(scheme=scheme, asked=asked, paid=paid, delivered=delivered)

    refusal = reply_refusal(chat, NOW)

    assert (refusal.message if refusal else None) == refused


def test_a_mailing_takes_no_answer_and_support_always_does() -> None:
    mailing = Chat("m", "1", "SELLER_API_UPDATES", 0, 1)
    support = Chat("s", "1", "SELLER_SUPPORT", 0, 2)

    refusal = reply_refusal(mailing, NOW)

    assert refusal is not None
    assert refusal.message == "not permitted"
    assert reply_refusal(support, NOW) is None


@pytest.mark.parametrize(
    ("scheme", "paid", "delivered", "allowed"),
    [
        ("fbs", 71, None, True),
        ("fbs", 73, None, False),
        ("fbs", 300, 71, True),
        ("rfbs", 300, 73, False),
        ("fbo", 10, None, False),
    ],
)
def test_a_chat_may_be_started_for_72_hours(scheme: str, paid: float, delivered: float | None, allowed: bool) -> None:
    posting = Posting("48866017-0495-1", scheme, paid_at=NOW - int(paid * HOUR))
    posting.delivered_at = 0 if delivered is None else NOW - int(delivered * HOUR)

    assert (start_refusal(posting, NOW) is None) is allowed
