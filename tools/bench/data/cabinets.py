"""Connected cabinets whose chats are known already: as the product leaves them after an import."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask, PeriodicTasks

from accounts.models import Workspace
from bench.marketplace import Marketplace
from chats.models import Chat, ChatAccount, Message, SyncState
from chats.services.schedules import LOOK, name_of
from chats.sync.connect import seal

FIRST_CLIENT: Final = 3_000_000
# What a shop of some size has on the first page of its list.
CHATS_EACH: Final = 100
_BATCH: Final = 2_000


@dataclass(frozen=True)
class Cabinet:
    client_id: str
    account: ChatAccount
    chats: Sequence[Chat]


def open_cabinets(
    marketplace: Marketplace,
    workspaces: Sequence[Workspace],
    *,
    first: int,
    count: int,
    latency_seconds: float,
    chats: int = CHATS_EACH,
) -> list[Cabinet]:
    """Open shops at the marketplace, five chats of each waiting for an answer, and connect them all."""
    keys = {}
    for number in range(first, first + count):
        client_id = str(FIRST_CLIENT + number)
        settings = {"client_id": client_id, "latency_seconds": latency_seconds, "windows": False}
        keys[client_id] = marketplace.ask("POST", "accounts", settings)["api_key"]
        wanted = {"chats": chats, "messages": 2, "days": 30.0, "waiting": min(5, chats)}
        marketplace.ask("POST", f"accounts/{client_id}/seed", {"generate": wanted})
    # At once: a product that runs already must not read a cabinet whose chats are still being written.
    with transaction.atomic():
        accounts = _connect(keys, workspaces)
        return [Cabinet(account.external_id, account, _take_over(marketplace, account)) for account in accounts]


def schedule(cabinets: Iterable[Cabinet], *, seconds: int) -> None:
    """As connecting does for one account, for all of them at once."""
    interval, _ = IntervalSchedule.objects.get_or_create(every=seconds, period=IntervalSchedule.SECONDS)
    PeriodicTask.objects.bulk_create(
        [
            PeriodicTask(
                name=name_of(cabinet.account), task=LOOK, interval=interval, queue="sync", expire_seconds=seconds,
                kwargs=json.dumps({"account_id": cabinet.account.pk}),
            )
            for cabinet in cabinets
        ],
        batch_size=_BATCH,
    )  # fmt: skip
    PeriodicTasks.update_changed()


def _connect(keys: dict[str, str], workspaces: Sequence[Workspace]) -> list[ChatAccount]:
    now = timezone.now()
    accounts = [
        ChatAccount(
            workspace=workspaces[number % len(workspaces)], marketplace="ozon", external_id=client_id,
            title=f"Лавка {client_id}", credentials=seal({"client_id": client_id, "api_key": key}),
            connected_at=now, checked_at=now,
        )
        for number, (client_id, key) in enumerate(keys.items())
    ]  # fmt: skip
    ChatAccount.objects.bulk_create(accounts, batch_size=_BATCH)
    done = SyncState.ImportState.DONE
    states = [SyncState(chat_account=account, import_state=done, import_since=now) for account in accounts]
    SyncState.objects.bulk_create(states, batch_size=_BATCH)
    return accounts


def _take_over(marketplace: Marketplace, account: ChatAccount) -> list[Chat]:
    listed = marketplace.ask("GET", f"accounts/{account.external_id}/chats")
    chats = Chat.objects.bulk_create([_chat(account, one) for one in listed])
    Message.objects.bulk_create([_message(chat) for chat in chats])
    return chats


def _chat(account: ChatAccount, listed: dict[str, Any]) -> Chat:
    newest = listed["last_message_id"]
    return Chat(
        workspace_id=account.workspace_id, chat_account=account, external_id=listed["chat_id"],
        kind=Chat.Kind.BUYER, remote_status=Chat.RemoteStatus.OPEN, change_mark=newest, history_is_complete=True,
        first_external_id=newest, last_external_id=newest, is_listed=True, preview="Спасибо!",
        last_message_at=datetime.fromisoformat(listed["created_at"]), last_author="seller",
    )  # fmt: skip


def _message(chat: Chat) -> Message:
    return Message(
        chat=chat, external_id=chat.last_external_id, number=int(chat.last_external_id), text="Спасибо!",
        author=Message.Author.SELLER, is_historic=True, sent_at=chat.last_message_at or timezone.now(),
    )  # fmt: skip
