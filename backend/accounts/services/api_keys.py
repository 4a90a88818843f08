"""Keys for machines: issued once, compared by digest, revoked for good."""

import hmac
import secrets
import string
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from django.db import transaction
from django.utils import timezone

from accounts.actor import Actor
from accounts.known_accounts import known_accounts
from accounts.models import ApiKey, Workspace
from accounts.scopes import Scope
from accounts.services.audit import record
from core.crypto import digest
from core.errors import Invalid

MARK: Final = "aiq_live_"
ALPHABET: Final = string.ascii_letters + string.digits
PUBLIC_LENGTH: Final = 8
SECRET_LENGTH: Final = 32
USE_IS_NOTED_EVERY: Final = timedelta(minutes=1)
# What these change is shared by all chat accounts.
OF_ALL_ACCOUNTS: Final = (Scope.POLICIES_WRITE, Scope.TEMPLATES_WRITE)


class KeyAccountUnknown(Invalid):
    code = "chat_account_unknown"


class ScopeNeedsAllAccounts(Invalid):
    code = "scope_needs_all_accounts"


@dataclass(frozen=True)
class KeyLimits:
    """What a key may do, where, from where and until when; empty limits nothing."""

    scopes: tuple[str, ...]
    chat_account_ids: tuple[int, ...] = ()
    networks: tuple[str, ...] = ()
    expires_at: datetime | None = None

    @classmethod
    def of(
        cls, scopes: Iterable[str], chat_account_ids: Iterable[int], networks: Iterable[str], ends: datetime | None
    ) -> Self:
        """Each once; scopes and accounts in order."""
        accounts = tuple(sorted(set(chat_account_ids)))
        return cls(tuple(sorted(set(scopes))), accounts, tuple(dict.fromkeys(networks)), ends)


@transaction.atomic
def issue_api_key(
    *,
    workspace: Workspace,
    name: str,
    scopes: Sequence[str] | None = None,
    chat_account_ids: Sequence[int] = (),
    networks: Sequence[str] = (),
    expires_at: datetime | None = None,
    author: Actor,
    ip: str | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its text, which is known only now; all scopes unless told."""
    limits = KeyLimits.of(Scope.values if scopes is None else scopes, chat_account_ids, networks, expires_at)
    check_limits(workspace, limits)
    api_key, key = create_key(workspace=workspace, name=name, limits=limits, author=author)
    record(
        "api_key.created",
        workspace=workspace,
        actor=author,
        about=api_key,
        details={"name": name, "prefix": api_key.prefix, **asdict(limits)},
        ip=ip,
    )
    return api_key, key


def create_key(
    *, workspace: Workspace, name: str, limits: KeyLimits, author: Actor, replaces: ApiKey | None = None
) -> tuple[ApiKey, str]:
    prefix = MARK + _random(PUBLIC_LENGTH)
    key = f"{prefix}_{_random(SECRET_LENGTH)}"
    api_key = ApiKey.objects.create(
        workspace=workspace,
        name=name,
        prefix=prefix,
        digest=digest(key),
        scopes=list(limits.scopes),
        chat_account_ids=list(limits.chat_account_ids),
        networks=list(limits.networks),
        expires_at=limits.expires_at,
        created_by=author.user,
        replaces=replaces,
    )
    return api_key, key


def check_limits(workspace: Workspace, limits: KeyLimits) -> None:
    """A limit names accounts of the workspace, and leaves no right over what all accounts share."""
    if set(limits.chat_account_ids) - known_accounts(workspace, limits.chat_account_ids):
        raise KeyAccountUnknown(attr="chat_accounts")
    shared = [scope for scope in limits.scopes if scope in OF_ALL_ACCOUNTS]
    if limits.chat_account_ids and shared:
        raise ScopeNeedsAllAccounts(attr="scopes", params={"scope": shared[0]})


@transaction.atomic
def revoke_api_key(*, api_key: ApiKey, author: Actor, now: datetime, ip: str | None = None) -> None:
    """Stop the key for good; a second call changes nothing."""
    revoked = ApiKey.objects.filter(pk=api_key.pk, revoked_at=None).update(revoked_at=now)
    if not revoked:
        return
    api_key.revoked_at = now
    record(
        "api_key.revoked",
        workspace=api_key.workspace,
        actor=author,
        about=api_key,
        details={"name": api_key.name, "prefix": api_key.prefix},
        ip=ip,
    )


def find_usable_key(key: str) -> ApiKey | None:
    if not key.startswith(MARK) or len(key) != len(MARK) + PUBLIC_LENGTH + 1 + SECRET_LENGTH:
        return None
    found = ApiKey.objects.by_prefix(key[: len(MARK) + PUBLIC_LENGTH])
    if found is None or not hmac.compare_digest(found.digest, digest(key)):
        return None
    return found if found.is_usable(timezone.now()) else None


def note_use(api_key: ApiKey) -> None:
    """Remember the use, at most once a minute; a row that another request holds is left alone."""
    now = timezone.now()
    if api_key.last_used_at is not None and now - api_key.last_used_at < USE_IS_NOTED_EVERY:
        return
    with transaction.atomic():
        free = ApiKey.objects.select_for_update(skip_locked=True, of=("self",)).filter(pk=api_key.pk)
        ApiKey.objects.filter(pk__in=free.values("pk")).update(last_used_at=now)
    api_key.last_used_at = now


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
