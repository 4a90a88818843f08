"""A chat account as the API shows it; its key is no part of it."""

from __future__ import annotations

import mimetypes
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from rest_framework import serializers

from chats.freshness import is_delayed
from chats.models import ChatAccount, SyncState
from connectors.registry import marketplace
from core import error_texts


class ImportSerializer(serializers.Serializer[Any]):
    state = serializers.ChoiceField(choices=SyncState.ImportState.values)
    chats_done = serializers.IntegerField()
    chats_total = serializers.IntegerField(allow_null=True, help_text="Null while nobody knows.")
    started_at = serializers.DateTimeField(allow_null=True)
    finished_at = serializers.DateTimeField(allow_null=True)


class CapabilitiesSerializer(serializers.Serializer[Any]):
    text_max = serializers.IntegerField()
    file_max_bytes = serializers.IntegerField()
    file_types = serializers.ListField(child=serializers.CharField(), help_text="Media types.")
    text_with_files = serializers.BooleanField()
    mark_read = serializers.BooleanField()


class ChatAccountSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    marketplace = serializers.CharField()
    external_id = serializers.CharField(help_text="The marketplace's id of the cabinet.")
    title = serializers.CharField()
    state = serializers.ChoiceField(choices=ChatAccount.State.values)
    state_code = serializers.CharField(allow_null=True)
    state_text = serializers.CharField(allow_null=True)
    remedy = serializers.CharField(allow_null=True)
    can_read = serializers.BooleanField()
    can_send = serializers.BooleanField()
    can_read_history = serializers.BooleanField()
    limits_codes = serializers.ListField(
        child=serializers.CharField(), help_text="What the cabinet's subscription or key does not allow."
    )
    key_hint = serializers.CharField(allow_blank=True, help_text="The end of the key, to recognise it.")
    key_expires_at = serializers.DateTimeField(allow_null=True)
    demo = serializers.BooleanField(help_text="Its buyers and orders are invented.")
    sandbox = serializers.BooleanField(help_text="Trial mode: replies are not sent.")
    mark_read_at_marketplace = serializers.BooleanField()
    connected_at = serializers.DateTimeField()
    disconnected_at = serializers.DateTimeField(allow_null=True)
    fresh_at = serializers.DateTimeField(allow_null=True, help_text="Start of the last complete look.")
    delayed = serializers.BooleanField()
    next_attempt_at = serializers.DateTimeField(allow_null=True)
    last_error_code = serializers.CharField(allow_null=True)
    capabilities = CapabilitiesSerializer()

    def get_fields(self) -> dict[str, Any]:
        """`import` is a word of the language, so it cannot stand above."""
        return {**super().get_fields(), "import": ImportSerializer()}


def present_account(account: ChatAccount, *, now: datetime) -> dict[str, Any]:
    """The row comes with its sync state."""
    state, code, language = account.sync_state, account.state_code, get_language() or "ru"
    return {
        "id": str(account.pk),
        "marketplace": account.marketplace,
        "external_id": account.external_id,
        "title": account.title,
        "state": account.state,
        "state_code": code or None,
        "state_text": error_texts.text(code, language) if code else None,
        "remedy": error_texts.remedy(code, language) if code else None,
        "can_read": account.can_read,
        "can_send": account.can_send,
        "can_read_history": account.can_read_history,
        "limits_codes": account.limits,
        "key_hint": f"…{account.key_hint}" if account.key_hint else "",
        "key_expires_at": account.key_expires_at,
        "demo": settings.DEMO,
        "sandbox": account.sandbox,
        "mark_read_at_marketplace": account.mark_read_at_marketplace,
        "connected_at": account.connected_at,
        "disconnected_at": account.disconnected_at,
        "fresh_at": state.fresh_at,
        "delayed": is_delayed(
            fresh_at=state.fresh_at, connected_at=account.connected_at, is_watched=account.is_watched, now=now
        ),
        "next_attempt_at": state.next_attempt_at,
        "last_error_code": state.last_error_code or None,
        "import": _import(state),
        "capabilities": _capabilities(account),
    }


def _import(state: SyncState) -> dict[str, Any]:
    return {
        "state": state.import_state,
        "chats_done": state.import_chats_done,
        "chats_total": state.import_chats_total,
        "started_at": state.import_started_at,
        "finished_at": state.import_finished_at,
    }


def _capabilities(account: ChatAccount) -> dict[str, Any]:
    can = marketplace(account.marketplace).capabilities
    types = [mimetypes.guess_type(f"file.{extension}")[0] for extension in can.file_types]
    return {
        "text_max": can.text_max,
        "file_max_bytes": can.file_max_bytes,
        "file_types": list(dict.fromkeys(kind for kind in types if kind)),
        "text_with_files": can.text_with_files,
        "mark_read": can.mark_read,
    }
