"""The bot and the chat through which a workspace is told in Telegram."""

from __future__ import annotations

import re
from typing import Any, Final

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services.audit import record
from core.crypto import decrypt, encrypt
from core.errors import Conflict, Invalid
from core.versions import expect_version
from sla.models import TelegramChannel
from sla.models.event import ALERTS
from sla.services.notification_settings import refuse_empty_hours

TOKEN: Final = re.compile(r"[0-9]{3,20}:[A-Za-z0-9_-]{30,100}")
CHAT_ID: Final = re.compile(r"-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,40}")
HINT_LENGTH: Final = 4


class TelegramTokenMalformed(Invalid):
    code = "telegram_token_malformed"


class TelegramChatMalformed(Invalid):
    code = "telegram_chat_malformed"


class TelegramTokenRequired(Invalid):
    code = "telegram_token_required"


class TelegramNotConnected(Conflict):
    code = "telegram_not_connected"


def values_of(channel: TelegramChannel | None) -> dict[str, Any]:
    """What an owner chose; nothing where there is no channel."""
    names = ("token_hint", "chat_id", "events", "quiet_from", "quiet_to", "time_zone", "language")
    return {} if channel is None else {name: getattr(channel, name) for name in names}


@transaction.atomic
def connect_telegram(
    *,
    workspace: Workspace,
    actor: Actor,
    token: str | None,
    chat_id: str,
    choices: dict[str, Any],
    expected: str | None = None,
    ip: str | None,
) -> TelegramChannel:
    """Set up or change the channel. Without a token the stored one stays; a new one wipes the failures of the old."""
    refuse_empty_hours(choices)
    if not CHAT_ID.fullmatch(chat_id):
        raise TelegramChatMalformed(attr="chat_id")
    if token is not None and not TOKEN.fullmatch(token):
        raise TelegramTokenMalformed(attr="token")
    known = TelegramChannel.objects.for_workspace(workspace).select_for_update().first()
    expect_version(expected, values_of(known))
    if known is None and token is None:
        raise TelegramTokenRequired(attr="token")
    values: dict[str, Any] = {"chat_id": chat_id, **choices}
    if token is not None:
        values |= {"token": encrypt(token), "token_hint": token[-HINT_LENGTH:]}
    if token is not None or (known is not None and known.chat_id != chat_id):
        values |= {"last_error_at": None, "last_error_code": ""}
    defaults = {"events": [kind.value for kind in ALERTS], **values}
    channel, _ = TelegramChannel.objects.update_or_create(
        workspace=workspace, defaults=values, create_defaults=defaults
    )
    details = {"chat_id": chat_id, "is_new_token": token is not None}
    record("telegram.connected", workspace=workspace, actor=actor, about=channel, details=details, ip=ip)
    return channel


@transaction.atomic
def disconnect_telegram(*, workspace: Workspace, actor: Actor, ip: str | None) -> None:
    """The token is gone with the row; what still waited for this channel is dropped when its turn comes."""
    channel = TelegramChannel.objects.for_workspace(workspace).select_for_update().first()
    if channel is None:
        return
    record("telegram.disconnected", workspace=workspace, actor=actor, about=channel, ip=ip)
    channel.delete()


def find_telegram(workspace: Workspace) -> TelegramChannel:
    channel = TelegramChannel.objects.for_workspace(workspace).first()
    if channel is None:
        raise TelegramNotConnected
    return channel


def token_of(channel: TelegramChannel) -> str:
    return decrypt(channel.token)
