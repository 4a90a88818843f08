"""Sealing what is stored with a new key, beside a running product."""

from io import StringIO
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models

from accounts.models import Workspace
from chats.models import ChatAccount
from chats.sync.connect import seal
from chats.tests.factories import CREDENTIALS, make_account
from core import sealed_columns
from core.crypto import decrypt, encrypt, reseal
from sla.models import TelegramChannel

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


@pytest.fixture
def account(workspace: Workspace, settings: Any) -> ChatAccount:
    """Sealed with the old key; the new one stands in front of it by now. One more account was disconnected."""
    settings.CREDENTIAL_KEYS = [OLD]
    account = make_account(workspace=workspace, credentials=seal(CREDENTIALS))
    make_account(workspace=workspace, credentials="")
    TelegramChannel.objects.create(workspace=workspace, token=encrypt("110201543:AAH"), token_hint="AAH", chat_id="7")
    settings.CREDENTIAL_KEYS = [NEW, OLD]
    return account


def rotate(**options: bool) -> str:
    out = StringIO()
    call_command("rotate_credential_keys", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_every_secret_is_sealed_anew_and_the_old_key_can_go(account: ChatAccount, settings: Any) -> None:
    rotate()

    settings.CREDENTIAL_KEYS = [NEW]
    account.refresh_from_db()
    assert "0a1b2c3d" in decrypt(account.credentials)
    assert decrypt(TelegramChannel.objects.get().token) == "110201543:AAH"


def test_a_check_changes_nothing_and_says_what_is_left(account: ChatAccount) -> None:
    with pytest.raises(CommandError, match="Old keys"):
        rotate(check=True)

    before = account.credentials
    account.refresh_from_db()
    assert account.credentials == before
    rotate()
    assert "chats.ChatAccount.credentials: 0 need an old key, 1 under the first key already" in rotate(check=True)


def test_it_can_be_repeated(account: ChatAccount) -> None:
    rotate()
    account.refresh_from_db()
    sealed = account.credentials

    rotate()

    account.refresh_from_db()
    assert account.credentials == sealed


def test_a_secret_that_is_replaced_meanwhile_stays(account: ChatAccount, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = seal({**CREDENTIALS, "api_key": "ffffffff-0000-4000-8000-00000000abcd"})

    def replaced_meanwhile(token: str) -> str | None:
        ChatAccount.objects.filter(pk=account.pk).update(credentials=newer)
        return reseal(token)

    monkeypatch.setattr("core.sealed_columns.reseal", replaced_meanwhile)
    rotate()

    account.refresh_from_db()
    assert account.credentials == newer


def test_what_no_key_opens_is_named_and_stops_nothing(account: ChatAccount, settings: Any) -> None:
    settings.CREDENTIAL_KEYS = [Fernet.generate_key().decode()]
    foreign = make_account(workspace=account.workspace, credentials=seal(CREDENTIALS))
    settings.CREDENTIAL_KEYS = [NEW, OLD]
    out = StringIO()

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("rotate_credential_keys", stdout=out, stderr=out)

    assert f"rows {foreign.pk}" in out.getvalue()
    settings.CREDENTIAL_KEYS = [NEW]
    account.refresh_from_db()
    assert decrypt(account.credentials)


def test_no_column_with_a_secret_is_forgotten() -> None:
    known = {(column.model.lower(), column.name) for column in sealed_columns.sealed_columns()}

    sealed = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.TextField) and "ncrypted" in str(field.help_text)
    }

    assert sealed
    assert sealed <= known
