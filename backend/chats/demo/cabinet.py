"""The cabinets of the demo: connected like any other, their past imported, and dated back so that there is a before."""

from __future__ import annotations

import time
from typing import Final

from django.utils import timezone

from accounts.models import Workspace
from chats.demo import names
from chats.demo.authors import settle_authors
from chats.demo.company import SEEDER
from chats.models import ChatAccount, SyncState
from chats.services.baselines import freeze
from chats.services.connecting import connect_account
from chats.sync.candidates import candidate_from
from chats.sync.connect import base_url_of
from chats.sync.importing import Next, run_slice
from chats.sync.ratings import fetch_ratings
from connectors import registry
from connectors.base import ReadsByChat
from connectors.throttle import Budget
from connectors.throttle_redis import RedisLimiter
from core import redis

IMPORT_WITHIN_SECONDS: Final = 240.0
PAUSE_SECONDS: Final = 0.5
# The simulator is ours alone: no other program of a seller spends from its budget.
QUICK: Final = Budget(reads=40)


class ImportUnfinished(Exception):
    """The past of the demo cabinet could not be read in time."""


def settle_cabinet(workspace: Workspace, *, title: str, credentials: dict[str, str]) -> ChatAccount:
    """Connect the cabinet unless it is live, finish its import, date its connection back."""
    live = ChatAccount.objects.for_workspace(workspace).live()
    account = live.filter(marketplace=names.MARKETPLACE, external_id=credentials["client_id"]).first()
    if account is None:
        account = connect_account(
            workspace=workspace,
            actor=SEEDER,
            candidate=candidate_from(names.MARKETPLACE, credentials),
            title=title,
            now=timezone.now(),
        )
    connector = _quick_connector(credentials)
    _finish_import(account, connector)
    began_at = timezone.now() - names.CONNECTED_AGO
    if ChatAccount.objects.filter(pk=account.pk, connected_at__gt=began_at).update(connected_at=began_at):
        account.refresh_from_db()
        # A baseline that was frozen meanwhile ends at the moment that was just dated back.
        freeze(account, now=timezone.now(), anew=True)
    settle_authors(account, now=timezone.now())
    fetch_ratings(account_id=account.pk, connect=lambda _account: connector, clock=timezone.now)
    return account


def _finish_import(account: ChatAccount, connector: ReadsByChat) -> None:
    """Import here and now: what is read before the connection is dated back is history, unread by nobody."""
    ends_at = time.monotonic() + IMPORT_WITHIN_SECONDS
    while not _is_imported(account):
        if time.monotonic() > ends_at:
            raise ImportUnfinished
        following = run_slice(account_id=account.pk, connect=lambda _account: connector, clock=timezone.now)
        if following is not Next.AT_ONCE and not _is_imported(account):
            time.sleep(PAUSE_SECONDS)


def _is_imported(account: ChatAccount) -> bool:
    return SyncState.objects.filter(chat_account=account, import_state=SyncState.ImportState.DONE).exists()


def _quick_connector(credentials: dict[str, str]) -> ReadsByChat:
    return registry.connect(
        names.MARKETPLACE,
        credentials,
        limiter=RedisLimiter(redis.client(), marketplace=names.MARKETPLACE, budget=QUICK),
        base_url=base_url_of(names.MARKETPLACE),
    )
