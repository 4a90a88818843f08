"""Who may write, and when: 48 hours after the buyer's last word, or an order's own longer window."""

from __future__ import annotations

from connectors.ozon.simulator.core import refusals
from connectors.ozon.simulator.core.account import Posting
from connectors.ozon.simulator.core.chat import CLOSED, FBS_SCHEMES, Chat
from connectors.ozon.simulator.core.message import CUSTOMER
from connectors.ozon.simulator.core.moments import HOUR

AFTER_BUYER = 48 * HOUR
AFTER_DELIVERY = 72 * HOUR


def reply_refusal(chat: Chat, now: int, *, windows: bool = True) -> refusals.Refusal | None:
    """Why the seller may not write into this chat now; None when nothing stands against it."""
    if chat.disabled:
        return refusals.chat_disabled()
    if chat.status == CLOSED or chat.is_mailing:
        return refusals.writing_not_permitted()
    if not windows or not chat.is_with_buyer:
        return None
    last = chat.last_message_by(CUSTOMER)
    order_is_fresh = order_window_is_open(chat.scheme, chat.paid_at, chat.delivered_at, now)
    if last is None:
        first_word_is_free = order_is_fresh and chat.seller_messages() == 0
        return None if first_word_is_free else refusals.chat_not_started()
    if order_is_fresh or now <= last.created_at + AFTER_BUYER:
        return None
    return refusals.window_over()


def order_window_is_open(scheme: str, paid_at: int, delivered_at: int, now: int) -> bool:
    """From payment until 72 hours after delivery, for what the seller delivers."""
    if scheme not in FBS_SCHEMES or not paid_at or now < paid_at:
        return False
    return not delivered_at or now <= delivered_at + AFTER_DELIVERY


def start_refusal(posting: Posting, now: int, *, windows: bool = True) -> refusals.Refusal | None:
    """Why the seller may not begin a chat about this posting: 72 hours after payment or delivery."""
    if posting.scheme not in FBS_SCHEMES:
        return refusals.writing_not_permitted()
    fresh = any(
        moment and moment <= now <= moment + AFTER_DELIVERY for moment in (posting.paid_at, posting.delivered_at)
    )
    return None if fresh or not windows else refusals.window_over()
