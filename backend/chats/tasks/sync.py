"""Doors of the sync: an id in, the clock read, the connector opened."""

from celery import shared_task
from django.utils import timezone

from chats.models import ChatAccount
from chats.services.account_checks import accounts_to_recheck, recheck
from chats.services.imports import waiting_imports
from chats.services.sync_runs import forget_old_runs
from chats.sync import engine, importing
from chats.sync.connect import connector_for, importer_for
from core.queue import enqueue

MOST_IMPORTS_AT_ONCE = 200


@shared_task(name="chats.look", soft_time_limit=engine.SOFT_LIMIT, time_limit=engine.HARD_LIMIT, acks_late=True)
def look(*, account_id: int, is_asked_for: bool = False) -> None:
    engine.run_look(account_id=account_id, connect=connector_for, clock=timezone.now, is_asked_for=is_asked_for)


@shared_task(
    name="chats.import_slice",
    soft_time_limit=importing.SOFT_LIMIT,
    time_limit=importing.HARD_LIMIT,
    acks_late=True,
)
def import_slice(*, account_id: int) -> None:
    following = importing.run_slice(account_id=account_id, connect=importer_for, clock=timezone.now)
    if following is importing.Next.AT_ONCE:
        enqueue("chats.import_slice", account_id=account_id)


@shared_task(name="chats.resume_imports")
def resume_imports() -> None:
    """Imports whose process died, or that stepped back for a while."""
    waiting = waiting_imports(timezone.now()).order_by("chat_account_id")
    for account_id in waiting.values_list("chat_account_id", flat=True)[:MOST_IMPORTS_AT_ONCE]:
        enqueue("chats.import_slice", account_id=account_id)


@shared_task(name="chats.recheck_accounts")
def recheck_accounts() -> None:
    for account_id in accounts_to_recheck(timezone.now()):
        enqueue("chats.recheck_account", account_id=account_id)


@shared_task(name="chats.recheck_account")
def recheck_account(*, account_id: int) -> None:
    account = ChatAccount.objects.live().filter(pk=account_id).first()
    if account is not None and account.credentials:
        recheck(account=account, connector=connector_for(account), now=timezone.now())


@shared_task(name="chats.forget_old_runs")
def forget_old_runs_daily() -> None:
    forget_old_runs(now=timezone.now())
