"""Handing a message to a mail server or to Telegram, and what their answers mean."""

from __future__ import annotations

import smtplib
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string

from accounts.models import Membership
from chats.services.alerts.outbox import Outcome
from core.crypto import UnreadableSecret
from core.mail import deliver, write_mail
from core.telegram import LONGEST_TEXT, TelegramFailure, send_message
from sla.models import TelegramChannel
from sla.services.telegram_channels import token_of

SENT: Final = Outcome()
DETAIL_LENGTH: Final = 300


def send_by_mail(*, member: Membership, template: str, context: dict[str, Any], number: int) -> Outcome:
    """`number` names the message: a copy sent after a crash carries the same Message-ID."""
    user = member.user
    mail = write_mail(template=template, to=[user.email], language=user.language, context=context)
    try:
        deliver(mail, name=f"notification.{number}")
    except smtplib.SMTPRecipientsRefused as error:
        return _refused(error)
    except smtplib.SMTPAuthenticationError:
        return Outcome("mail_login_refused")
    except smtplib.SMTPResponseException as error:
        is_final = 500 <= error.smtp_code < 600
        return Outcome("mail_refused", is_final=is_final, detail=_text(error.smtp_error))
    except OSError:
        return Outcome("mail_unavailable")
    return SENT


def send_by_telegram(*, channel: TelegramChannel, template: str, context: dict[str, Any]) -> Outcome:
    text = _text_for_telegram(f"telegram/{template}.{channel.language}.txt", context)
    try:
        token = token_of(channel)
    except UnreadableSecret:
        return Outcome("telegram_token_unreadable", is_final=True)
    try:
        send_message(api_url=settings.TELEGRAM_API_URL, token=token, chat_id=channel.chat_id, text=text)
    except TelegramFailure as failure:
        return Outcome(failure.code, failure.is_final, failure.detail, failure.retry_after)
    return SENT


def _text_for_telegram(template: str, context: dict[str, Any]) -> str:
    """Names fewer chats where all would be too long: what is said at the end, that data are old, is never cut off."""
    text = render_to_string(template, context).strip()
    while len(text) > LONGEST_TEXT and context["lines"]:
        context = {**context, "lines": context["lines"][:-1], "unnamed": context["unnamed"] + 1}
        text = render_to_string(template, context).strip()
    return text


def _refused(error: smtplib.SMTPRecipientsRefused) -> Outcome:
    """Of the only recipient; a 4xx is a refusal for now."""
    code, said = next(iter(error.recipients.values()), (500, b""))
    return Outcome("mail_address_refused", is_final=code >= 500, detail=_text(said))


def _text(said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return text[:DETAIL_LENGTH]
