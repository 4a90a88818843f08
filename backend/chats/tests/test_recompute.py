"""Taking new targets over to what is open."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Workspace
from accounts.tests.factories import make_actor
from chats.models import Change, Chat, ChatAccount
from chats.services import recomputing
from chats.services.clock import refresh_clock
from chats.services.recomputing import recompute_open, recompute_slice, resume_recomputes
from chats.tasks.chats import recompute_slices
from chats.tests.factories import NOW, make_account, make_chat, make_message
from conftest import Queued
from sla.models import Obligation, Policy, Recompute
from sla.tests.factories import add_version, make_policy

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def account(workspace: Workspace) -> ChatAccount:
    return make_account(workspace=workspace)


@pytest.fixture
def policy(workspace: Workspace) -> Policy:
    return make_policy(workspace=workspace, minutes=240, since=NOW - DAY)


def waiting(account: ChatAccount, *, since: Any = NOW - HOUR) -> Chat:
    chat = make_chat(account=account)
    make_message(chat=chat, at=since)
    refresh_clock(chat, now=NOW)
    return chat


def recompute(client: APIClient, policy: Policy, *, dry_run: bool) -> Any:
    with time_machine.travel(NOW, tick=False):
        url = f"/api/v1/sla/policies/{policy.pk}/recompute"
        return client.post(url, {"dry_run": dry_run}, format="json").json()


def due_times(*chats: Chat) -> list[timedelta]:
    return [debt.due_at - debt.opened_at for debt in Obligation.objects.filter(chat__in=chats).order_by("chat_id")]


def test_a_dry_run_counts_and_changes_nothing(owner: APIClient, account: ChatAccount, policy: Policy) -> None:
    chats = [waiting(account), waiting(account, since=NOW - HOUR / 4)]
    add_version(policy, minutes=30, since=NOW)

    told = recompute(owner, policy, dry_run=True)

    assert told == {"dry_run": True, "open": 2, "changes": 2, "late": 1, "finished": True}
    assert due_times(*chats) == [4 * HOUR, 4 * HOUR]
    assert not Recompute.objects.exists()


def test_what_is_open_takes_the_new_targets_over_and_keeps_them(
    owner: APIClient, account: ChatAccount, policy: Policy
) -> None:
    chat = waiting(account)
    newer = add_version(policy, minutes=30, since=NOW)

    told = recompute(owner, policy, dry_run=False)
    make_message(chat=chat, at=NOW + HOUR)
    refresh_clock(Chat.objects.get(pk=chat.pk), now=NOW + HOUR)

    assert told == {"dry_run": False, "open": 1, "changes": 1, "late": 1, "finished": True}
    debt = Obligation.objects.get(chat=chat)
    assert (debt.due_at, debt.policy_version) == (NOW - HOUR / 2, newer)
    assert Chat.objects.get(pk=chat.pk).due_at == NOW - HOUR / 2
    assert Change.objects.filter(kind=Change.Kind.CHAT_UPDATED, chat_id=chat.pk).count() == 1
    assert AuditEntry.objects.get(action="policy.recomputed").details == {"open": 1, "changes": 1}


def test_doing_it_again_changes_nothing(owner: APIClient, account: ChatAccount, policy: Policy) -> None:
    waiting(account)
    add_version(policy, minutes=30, since=NOW)
    recompute(owner, policy, dry_run=False)

    again = recompute(owner, policy, dry_run=False)

    assert (again["changes"], again["finished"]) == (0, True)
    assert Recompute.objects.count() == 1


def test_chats_with_a_narrower_policy_are_left_alone(
    owner: APIClient, workspace: Workspace, account: ChatAccount, policy: Policy
) -> None:
    own = make_account(workspace=workspace)
    make_policy(workspace=workspace, minutes=120, chat_account=own, since=NOW - DAY)
    wide, narrow = waiting(account), waiting(own)
    add_version(policy, minutes=30, since=NOW)

    told = recompute(owner, policy, dry_run=False)

    assert (told["open"], told["changes"]) == (1, 1)
    assert due_times(wide, narrow) == [HOUR / 2, 2 * HOUR]


def test_a_new_policy_of_an_account_reaches_what_is_open_only_by_a_recompute(
    owner: APIClient, workspace: Workspace, account: ChatAccount, policy: Policy
) -> None:
    chat = waiting(account)
    own = make_policy(workspace=workspace, minutes=30, chat_account=account, since=NOW)
    refresh_clock(chat, now=NOW)
    before = due_times(chat)

    recompute(owner, own, dry_run=False)

    assert (before, due_times(chat)) == ([4 * HOUR], [HOUR / 2])


def test_what_was_answered_before_keeps_its_targets(owner: APIClient, account: ChatAccount, policy: Policy) -> None:
    answered = waiting(account)
    make_message(chat=answered, author="seller", at=NOW - HOUR / 4)
    refresh_clock(answered, now=NOW)
    waiting(account)
    add_version(policy, minutes=30, since=NOW)

    recompute(owner, policy, dry_run=False)
    refresh_clock(answered, now=NOW)

    assert Obligation.objects.get(chat=answered).state == "met"


def test_many_chats_are_done_in_slices(
    workspace: Workspace, account: ChatAccount, policy: Policy, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomputing, "SLICE", 2)
    chats = [waiting(account) for _ in range(5)]
    add_version(policy, minutes=30, since=NOW)

    effect, made = recompute_open(policy=policy, actor=make_actor(workspace=workspace), now=NOW)

    assert made is not None
    assert (effect.changes, made.changes, made.finished_at) == (5, 2, None)
    assert queued == [("chats.recompute_slice", {"recompute_id": made.pk})]
    recompute_slices(recompute_id=made.pk)
    made.refresh_from_db()
    assert made.changes == 5
    assert made.finished_at is not None
    assert due_times(*chats) == [HOUR / 2] * 5


def test_a_recompute_whose_process_died_is_taken_up_where_it_stopped(
    workspace: Workspace, account: ChatAccount, policy: Policy, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomputing, "SLICE", 2)
    chats = [waiting(account) for _ in range(3)]
    add_version(policy, minutes=30, since=NOW)
    _, made = recompute_open(policy=policy, actor=make_actor(workspace=workspace), now=NOW)
    assert made is not None
    queued.clear()

    def die(*_: object, **__: object) -> None:
        raise ConnectionAbortedError

    with monkeypatch.context() as dying:
        dying.setattr(recomputing, "record_chat", die)
        with pytest.raises(ConnectionAbortedError):
            recompute_slice(recompute_id=made.pk, now=NOW)
    resume_recomputes()

    assert due_times(*chats) == [HOUR / 2, HOUR / 2, 4 * HOUR]
    [(name, arguments)] = queued
    assert name == "chats.recompute_slice"
    assert recompute_slice(now=NOW, **arguments)
    assert due_times(*chats) == [HOUR / 2] * 3


def test_a_chat_that_is_refreshed_before_its_turn_has_the_new_targets_already(
    workspace: Workspace, account: ChatAccount, policy: Policy, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recomputing, "SLICE", 1)
    chats = [waiting(account) for _ in range(2)]
    add_version(policy, minutes=30, since=NOW)
    recompute_open(policy=policy, actor=make_actor(workspace=workspace), now=NOW)

    refresh_clock(Chat.objects.get(pk=chats[1].pk), now=NOW)

    assert due_times(*chats) == [HOUR / 2] * 2
