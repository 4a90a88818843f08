"""Doors of the sync: an id in, the clock read, the connector opened."""

import random

from celery import shared_task

from chats.models import ChatAccount
from chats.services.account_checks import accounts_to_recheck, recheck
from chats.services.imports import waiting_imports
from chats.services.key_warnings import warn_of_ending_keys
from chats.services.ratings import accounts_to_rate
from chats.services.sweeps import due_sweeps, plan_sweeps
from chats.services.sync_runs import forget_old_runs
from chats.sync import engine, importing, sweeping
from chats.sync.connect import connector_for, importer_for, looker_for
from chats.sync.log_ids import log_as
from chats.sync.ratings import fetch_ratings
from chats.sync.run_limits import HARD_LIMIT, SOFT_LIMIT
from chats.sync.walking import Next
from core.clock_skew import shared_now
from core.outages import outage_ends
from core.queue import enqueue

MOST_AT_ONCE = 200
SOON_SECONDS = (2.0, 6.0)


@shared_task(name="chats.look", soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT, acks_late=True)
@outage_ends("chats.look")
def look(*, account_id: int, is_asked_for: bool = False) -> None:
    connect = connector_for if is_asked_for else looker_for
    engine.run_look(account_id=account_id, connect=connect, clock=shared_now, is_asked_for=is_asked_for)


@shared_task(name="chats.import_slice", soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT, acks_late=True)
@outage_ends("chats.import_slice")
def import_slice(*, account_id: int) -> None:
    following = importing.run_slice(account_id=account_id, connect=importer_for, clock=shared_now)
    _go_on("chats.import_slice", account_id, following)


@shared_task(name="chats.resume_imports")
@outage_ends("chats.resume_imports")
def resume_imports() -> None:
    """Imports whose process died, or that stepped back for a while."""
    waiting = waiting_imports(shared_now()).order_by("chat_account_id")
    for account_id in waiting.values_list("chat_account_id", flat=True)[:MOST_AT_ONCE]:
        enqueue("chats.import_slice", account_id=account_id)


@shared_task(name="chats.sweep_slice", soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT, acks_late=True)
@outage_ends("chats.sweep_slice")
def sweep_slice(*, account_id: int) -> None:
    following = sweeping.run_slice(account_id=account_id, connect=importer_for, clock=shared_now)
    _go_on("chats.sweep_slice", account_id, following)


@shared_task(name="chats.start_sweeps")
@outage_ends("chats.start_sweeps")
def start_sweeps() -> None:
    """Sweeps whose time has come, and those whose process died."""
    now = shared_now()
    plan_sweeps(now)
    due = due_sweeps(now).order_by("next_sweep_at", "chat_account_id")
    for account_id in due.values_list("chat_account_id", flat=True)[:MOST_AT_ONCE]:
        enqueue("chats.sweep_slice", account_id=account_id)


@shared_task(name="chats.recheck_accounts")
def recheck_accounts() -> None:
    now = shared_now()
    for account_id in accounts_to_recheck(now):
        enqueue("chats.recheck_account", account_id=account_id)
    warn_of_ending_keys(now)


@shared_task(name="chats.recheck_account")
def recheck_account(*, account_id: int) -> None:
    account = ChatAccount.objects.live().filter(pk=account_id).first()
    if account is not None and account.credentials:
        log_as(account)
        recheck(account=account, connector=connector_for(account), now=shared_now())


@shared_task(name="chats.rate_accounts")
def rate_accounts() -> None:
    for account_id in accounts_to_rate(shared_now()):
        enqueue("chats.rate_account", account_id=account_id)


@shared_task(name="chats.rate_account")
def rate_account(*, account_id: int) -> None:
    fetch_ratings(account_id=account_id, connect=importer_for, clock=shared_now)


@shared_task(name="chats.forget_old_runs")
def forget_old_runs_daily() -> None:
    forget_old_runs(now=shared_now())


def _go_on(task_name: str, account_id: int, following: Next) -> None:
    if following is Next.AT_ONCE:
        enqueue(task_name, account_id=account_id)
    elif following is Next.SOON:
        # Scattered, so that those who wait for a place are served in turn.
        enqueue(task_name, countdown=random.uniform(*SOON_SECONDS), account_id=account_id)  # noqa: S311
