"""Redis comes back empty: all that waited in it is found again in the database."""

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from redis import Redis

from accounts.models import Workspace
from chats.models import Export, Reply, SyncState
from chats.services.reply_lock import enqueue_check, enqueue_delivery
from chats.tasks.replies import sweep_replies
from chats.tasks.sync import resume_imports, start_sweeps
from chats.tasks.workspaces import tend_workspaces
from chats.tests.factories import make_account, make_chat, make_reply
from config.celery import app
from config.queues import ROUTES
from core.queue import enqueue
from core.queue_depths import queue_names

Waiting = list[tuple[str, str, dict[str, Any]]]


def waiting() -> Waiting:
    """Queue, task and arguments of all that the broker holds."""
    found: Waiting = []
    with Redis.from_url(settings.REDIS_URL) as redis:
        for queue in queue_names():
            for raw in redis.lrange(queue, 0, -1):
                message = json.loads(raw)
                _, kwargs, _ = json.loads(base64.b64decode(message["body"]))
                found.append((queue, message["headers"]["task"], kwargs))
    return sorted(found, key=str)


def lose_all() -> None:
    with Redis.from_url(settings.REDIS_URL) as redis:
        redis.flushdb()


@pytest.mark.django_db(transaction=True)
def test_what_was_lost_between_the_commit_and_the_work_comes_back(workspace: Workspace) -> None:
    a_while_ago = timezone.now() - timedelta(minutes=6)
    lately = timezone.now() - timedelta(seconds=20)
    reply = make_reply(chat=make_chat(workspace=workspace), queued_at=lately)
    accepted = make_reply(
        chat=make_chat(workspace=workspace), queued_at=lately, state=Reply.State.ACCEPTED, check_at=lately
    )
    importing, sweeping = make_account(workspace=workspace), make_account(workspace=workspace)
    later = timezone.now() + timedelta(hours=1)
    SyncState.objects.update(next_sweep_at=later, next_full_sweep_at=later)
    SyncState.objects.filter(chat_account=importing).update(import_state=SyncState.ImportState.RUNNING)
    SyncState.objects.filter(chat_account=sweeping).update(next_sweep_at=lately)
    export = Export.objects.create(
        workspace=workspace, asked_by="Ольга Хозяйкина", created_at=a_while_ago, worked_at=a_while_ago
    )
    enqueue_delivery(reply.pk)
    enqueue_check(accepted.pk)
    enqueue("chats.import_slice", account_id=importing.pk)
    enqueue("chats.sweep_slice", account_id=sweeping.pk)
    enqueue("chats.export_slice", export_id=export.pk)
    before = waiting()

    lose_all()
    lost = waiting()
    for periodic in (sweep_replies, resume_imports, start_sweeps, tend_workspaces):
        periodic()

    assert lost == []
    assert len(before) == 5
    assert waiting() == before


def test_a_task_in_hand_is_not_given_to_another_worker() -> None:
    """The broker hands out anew what stayed unacknowledged for its visibility timeout."""
    app.loader.import_default_modules()
    limits = [settings.CELERY_TASK_TIME_LIMIT, *(app.tasks[name].time_limit or 0 for name in ROUTES)]

    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] >= 2 * max(limits)
    assert settings.CELERY_TASK_ACKS_LATE
