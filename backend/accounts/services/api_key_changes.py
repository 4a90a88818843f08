"""Changing a key that is in use, and putting another in its place."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction

from accounts.actor import Actor
from accounts.models import ApiKey
from accounts.services.api_keys import KeyLimits, check_limits, create_key
from accounts.services.audit import record
from core.errors import Conflict
from core.versions import expect_revision

LONGEST_OVERLAP: Final = timedelta(days=30)


class ApiKeyEnded(Conflict):
    """Revoked, expired, or replaced for good: nothing brings such a key back."""

    code = "api_key_ended"


@transaction.atomic
def change_api_key(
    *,
    api_key: ApiKey,
    author: Actor,
    change: Mapping[str, Any],
    expected: int | None,
    now: datetime,
    ip: str | None = None,
) -> ApiKey:
    """Take over what is named. It holds from the next request of the key on."""
    locked = _lock(api_key, now)
    expect_revision(expected, locked.revision)
    wanted = {"name": locked.name, **_columns(limits_of(locked)), **change}
    limits = KeyLimits.of(wanted["scopes"], wanted["chat_account_ids"], wanted["networks"], wanted["expires_at"])
    after = {"name": wanted["name"], **_columns(limits)}
    changed = {name: value for name, value in after.items() if value != getattr(locked, name)}
    if not changed:
        return locked
    check_limits(locked.workspace, limits)
    for name, value in changed.items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.save(update_fields=[*changed, "revision"])
    details = {"prefix": locked.prefix, **changed}
    record("api_key.changed", workspace=locked.workspace, actor=author, about=locked, details=details, ip=ip)
    return locked


@transaction.atomic
def rotate_api_key(
    *, api_key: ApiKey, overlap: timedelta, author: Actor, now: datetime, ip: str | None = None
) -> tuple[ApiKey, str]:
    """A new key with the same rights, and the old one until the overlap is over.

    The new one lives as long as the old one was issued for. Asked again, an overlap only becomes shorter.
    """
    locked = _lock(api_key, now)
    limits = limits_of(locked, expires_at=locked.expires_at and now + (locked.expires_at - locked.created_at))
    fresh, key = create_key(workspace=locked.workspace, name=locked.name, limits=limits, author=author, replaces=locked)
    locked.replaced_at = min(now + overlap, locked.replaced_at or datetime.max.replace(tzinfo=now.tzinfo))
    locked.revision += 1
    locked.save(update_fields=["replaced_at", "revision"])
    details = {
        "name": locked.name,
        "prefix": locked.prefix,
        "new_prefix": fresh.prefix,
        "old_works_until": locked.replaced_at,
    }
    record("api_key.rotated", workspace=locked.workspace, actor=author, about=locked, details=details, ip=ip)
    return fresh, key


def limits_of(api_key: ApiKey, **other: Any) -> KeyLimits:
    values: dict[str, Any] = {
        "scopes": tuple(api_key.scopes),
        "chat_account_ids": tuple(api_key.chat_account_ids),
        "networks": tuple(api_key.networks),
        "expires_at": api_key.expires_at,
    }
    return KeyLimits(**{**values, **other})


def _columns(limits: KeyLimits) -> dict[str, Any]:
    return {
        "scopes": list(limits.scopes),
        "chat_account_ids": list(limits.chat_account_ids),
        "networks": list(limits.networks),
        "expires_at": limits.expires_at,
    }


def _lock(api_key: ApiKey, now: datetime) -> ApiKey:
    locked = ApiKey.objects.select_for_update(of=("self",)).select_related("workspace").get(pk=api_key.pk)
    if not locked.is_usable(now):
        raise ApiKeyEnded
    return locked
