import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django_celery_beat.models import PeriodicTask

from accounts.actor import Actor
from accounts.models import AuditEntry, Membership, Workspace
from accounts.tests.factories import make_actor, make_workspace
from billing.requisites import Party
from billing.selectors.billing import billing_of
from chats.models import Chat, ChatAccount, SyncState
from chats.services.account_abilities import renew_abilities
from chats.services.account_settings import AccountChange, change_account
from chats.services.connecting import connect_account, disconnect, replace_key
from chats.services.connection_refusals import (
    AccountAlreadyConnected,
    AccountConnectedElsewhere,
    AccountDisconnected,
    CheckFailed,
    DifferentCabinet,
)
from chats.sync.connect import connector_for
from chats.tests.factories import CREDENTIALS, NOW, make_chat, make_message
from chats.tests.marketplaces import candidate_for
from conftest import Queued
from connectors.accounts import AccountCheck, RemoteAccount
from connectors.errors import AuthFailed, RateLimited, TemporaryFailure
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace
from core.errors import DomainError


@pytest.fixture
def marketplace() -> FakeMarketplace:
    return FakeMarketplace(external_id="836144")


@pytest.fixture
def actor(workspace: Workspace, queued: Queued) -> Actor:
    return make_actor(workspace=workspace, role=Membership.Role.OWNER)


def connect(marketplace: FakeMarketplace, workspace: Workspace, actor: Actor, **given: Any) -> ChatAccount:
    chosen = {"candidate": candidate_for(marketplace), "title": "", "now": NOW, **given}
    return connect_account(workspace=workspace, actor=actor, **chosen)


def test_a_cabinet_is_connected_scheduled_and_looked_at_at_once(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor, queued: Queued
) -> None:
    account = connect(marketplace, workspace, actor)

    task = PeriodicTask.objects.get(name=f"chats.look:{account.pk}")
    assert (task.task, task.queue, task.enabled, task.expire_seconds) == ("chats.look", "sync", True, 60)
    assert json.loads(task.kwargs) == {"account_id": account.pk}
    assert (task.interval.every, task.interval.period) == (60, "seconds")
    assert queued == [
        ("chats.look", {"account_id": account.pk, "is_asked_for": True}),
        ("chats.import_slice", {"account_id": account.pk}),
    ]
    assert account.sync_state.import_since == NOW - timedelta(days=90)
    assert AuditEntry.objects.filter(action="chat_account.connected").count() == 1


def test_the_title_is_the_shops_own_name_unless_one_is_given(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    named = connect(FakeMarketplace(external_id="836145"), workspace, actor, title="  Мой \n магазин ")

    assert connect(marketplace, workspace, actor).title == "Лавка"
    assert named.title == "Мой магазин"


def test_whose_cabinet_it_is_comes_with_it_and_begins_an_invoice(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)

    billing = billing_of(workspace, NOW)

    assert (account.legal_name, account.inn) == ("ООО «Лавка»", "7799000012")
    assert billing.requisites == Party(name="ООО «Лавка»", inn="7799000012", address="")
    assert billing.requisites_source == "marketplace"


def test_a_check_that_was_not_told_the_owner_leaves_the_one_that_is_known(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)

    renew_abilities(account, AccountCheck(RemoteAccount(account.external_id), ()), now=NOW)
    kept = ChatAccount.objects.get(pk=account.pk)
    told = RemoteAccount(account.external_id, legal_name="ИП Вымышленная", inn="1" * 13)
    renew_abilities(account, AccountCheck(told, ()), now=NOW)

    assert (kept.legal_name, kept.inn) == ("ООО «Лавка»", "7799000012")
    assert list(ChatAccount.objects.values_list("legal_name", "inn")) == [("ИП Вымышленная", "")]


def test_the_key_is_stored_encrypted_and_opens_again(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)

    assert CREDENTIALS["api_key"] not in account.credentials
    assert CREDENTIALS["api_key"] not in repr(vars(account))
    assert connector_for(account).capabilities.text_max == 1000


@pytest.mark.parametrize(
    ("problem", "code", "status"),
    [
        (AuthFailed("key_invalid"), "key_invalid", 400),
        (AuthFailed("key_expired"), "key_expired", 400),
        (AuthFailed("key_role_missing"), "key_role_missing", 400),
        (AuthFailed("network_not_allowed"), "network_not_allowed", 400),
        (AuthFailed("offer_not_signed"), "offer_not_signed", 400),
        (AuthFailed("company_blocked"), "company_blocked", 400),
        (AuthFailed("a reason nobody knows"), "access_denied", 400),
        (TemporaryFailure("marketplace_unreachable"), "marketplace_unavailable", 503),
        (TemporaryFailure("limiter_unavailable"), "limiter_unavailable", 503),
        (RateLimited(until=NOW + timedelta(seconds=30)), "marketplace_rate_limited", 503),
    ],
)
def test_a_cabinet_that_is_not_let_in_leaves_nothing_behind(
    marketplace: FakeMarketplace,
    workspace: Workspace,
    actor: Actor,
    queued: Queued,
    problem: Any,
    code: str,
    status: int,
) -> None:
    marketplace.fail("check", problem)

    with pytest.raises(CheckFailed) as refusal:
        connect(marketplace, workspace, actor)

    assert (refusal.value.code, refusal.value.status) == (code, status)
    assert not ChatAccount.objects.exists()
    assert not PeriodicTask.objects.filter(task="chats.look").exists()
    assert queued == []


def test_a_rate_limit_says_when_to_try_again(marketplace: FakeMarketplace, workspace: Workspace, actor: Actor) -> None:
    marketplace.fail("check", RateLimited(until=NOW + timedelta(seconds=30)))

    with pytest.raises(CheckFailed) as refusal:
        connect(marketplace, workspace, actor)

    assert refusal.value.params["retry_after"] == 30


def test_a_cabinet_without_the_subscription_is_connected_to_be_read(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    marketplace.subscribed = False

    account = connect(marketplace, workspace, actor)

    assert (account.state, account.can_read, account.can_send) == ("active", True, False)
    assert account.limits == ["subscription_no_replies"]


class WithoutReading(FakeConnector):
    def check(self) -> AccountCheck:
        found = RemoteAccount("836144", can_read=False, can_read_history=False, can_send=False)
        return AccountCheck(found, ())


def test_a_cabinet_whose_chats_are_closed_waits_for_its_subscription(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    candidate = candidate_for(marketplace, connector=WithoutReading(marketplace))

    account = connect(marketplace, workspace, actor, candidate=candidate)

    assert (account.state, account.state_code) == ("needs_subscription", "subscription_no_reading")
    assert account.limits == ["subscription_no_reading", "subscription_no_history", "subscription_no_replies"]


def test_the_same_cabinet_is_not_connected_twice(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    connect(marketplace, workspace, actor)

    with pytest.raises(AccountAlreadyConnected):
        connect(marketplace, workspace, actor)


@pytest.mark.parametrize("state", ["paused", "needs_key", "blocked", "needs_subscription"])
def test_a_cabinet_that_does_not_work_still_counts_as_connected(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor, state: str
) -> None:
    connect(marketplace, workspace, actor)
    ChatAccount.objects.update(state=state)

    with pytest.raises(AccountAlreadyConnected):
        connect(marketplace, workspace, actor)


def test_that_a_cabinet_is_connected_elsewhere_is_told_only_with_a_key_that_works(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    other = make_workspace(name="Чужая лавка")
    connect(marketplace, other, make_actor(workspace=other, role=Membership.Role.OWNER))
    marketplace.fail("check", AuthFailed("key_invalid"))

    refusals: list[DomainError] = []
    for _ in range(2):
        with pytest.raises(DomainError) as refusal:
            connect(marketplace, workspace, actor)
        refusals.append(refusal.value)

    assert [error.code for error in refusals] == ["key_invalid", "account_connected_elsewhere"]
    assert isinstance(refusals[1], AccountConnectedElsewhere)
    assert refusals[1].extra == refusals[1].params == {}
    assert ChatAccount.objects.count() == 1


def test_disconnecting_erases_the_key_and_keeps_the_chats(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)
    make_message(chat=make_chat(account=account))

    disconnect(account=account, actor=actor, now=NOW)
    disconnect(account=account, actor=actor, now=NOW + timedelta(hours=1))

    account.refresh_from_db()
    assert (account.credentials, account.disconnected_at) == ("", NOW)
    assert not PeriodicTask.objects.filter(task="chats.look").exists()
    assert Chat.objects.count() == 1
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "subscription.trial_begun",
        "chat_account.connected",
        "chat_account.disconnected",
    ]


def test_connecting_again_brings_the_old_account_back_with_its_chats(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)
    make_chat(account=account)
    disconnect(account=account, actor=actor, now=NOW)
    later = NOW + timedelta(days=40)

    again = connect(marketplace, workspace, actor, now=later)

    assert again.pk == account.pk
    assert (again.disconnected_at, again.connected_at, again.title) == (None, later, "Лавка")
    assert again.sync_state.import_state == SyncState.ImportState.PENDING
    assert again.chats.count() == 1
    assert PeriodicTask.objects.filter(name=f"chats.look:{account.pk}", enabled=True).exists()


def test_a_cabinet_disconnected_here_may_be_connected_elsewhere(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    disconnect(account=connect(marketplace, workspace, actor), actor=actor, now=NOW)
    other = make_workspace(name="Другая лавка")

    moved = connect(marketplace, other, make_actor(workspace=other))

    assert moved.workspace == other
    with pytest.raises(AccountConnectedElsewhere):
        connect(marketplace, workspace, actor)


def test_a_new_key_brings_a_refused_account_back_where_it_stood(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor, queued: Queued
) -> None:
    account = connect(marketplace, workspace, actor)
    ChatAccount.objects.update(state="needs_key", state_code="key_expired")
    SyncState.objects.update(next_attempt_at=NOW + timedelta(hours=1), import_cursor="7", fresh_at=NOW)
    queued.clear()

    changed = replace_key(account=account, actor=actor, candidate=candidate_for(marketplace), now=NOW)

    state = SyncState.objects.get()
    assert (changed.state, changed.state_code) == ("active", "")
    assert (state.next_attempt_at, state.import_cursor, state.fresh_at) == (None, "7", NOW)
    assert ("chats.look", {"account_id": account.pk, "is_asked_for": True}) in queued
    assert "chat_account.key_replaced" in AuditEntry.objects.values_list("action", flat=True)


def test_a_key_of_another_cabinet_is_not_taken(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)
    before = account.credentials

    with pytest.raises(DifferentCabinet):
        replace_key(account=account, actor=actor, candidate=candidate_for(FakeMarketplace(external_id="999")), now=NOW)

    account.refresh_from_db()
    assert account.credentials == before


def test_a_new_key_that_is_refused_leaves_the_old_one(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)
    before = account.credentials
    marketplace.fail("check", AuthFailed("key_invalid"))

    with pytest.raises(CheckFailed):
        replace_key(account=account, actor=actor, candidate=candidate_for(marketplace), now=NOW)

    account.refresh_from_db()
    assert (account.credentials, account.state) == (before, "active")


def test_the_key_of_a_disconnected_cabinet_is_not_replaced(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor
) -> None:
    account = connect(marketplace, workspace, actor)
    disconnect(account=account, actor=actor, now=NOW)

    with pytest.raises(AccountDisconnected):
        replace_key(account=account, actor=actor, candidate=candidate_for(marketplace), now=NOW)


def test_a_pause_stops_the_schedule_and_its_end_starts_it_again(
    marketplace: FakeMarketplace, workspace: Workspace, actor: Actor, queued: Queued
) -> None:
    account = connect(marketplace, workspace, actor)
    task = PeriodicTask.objects.get(name=f"chats.look:{account.pk}")
    queued.clear()

    paused = change_account(account=account, actor=actor, change=AccountChange(paused=True), now=NOW)
    task.refresh_from_db()
    enabled_in_pause = task.enabled
    resumed = change_account(account=account, actor=actor, change=AccountChange(paused=False), now=NOW)
    task.refresh_from_db()

    assert (paused.state, enabled_in_pause) == ("paused", False)
    assert (resumed.state, task.enabled) == ("active", True)
    assert ("chats.look", {"account_id": account.pk, "is_asked_for": True}) in queued


@pytest.mark.django_db(transaction=True)
def test_of_two_who_connect_at_once_one_succeeds_and_one_is_told_so() -> None:
    workspace = make_workspace()
    actor = make_actor(workspace=workspace, role=Membership.Role.OWNER)
    both_checked = threading.Barrier(2, timeout=10)
    outcomes: list[object] = []

    class MeetingConnector(FakeConnector):
        def check(self) -> AccountCheck:
            checked = super().check()
            both_checked.wait()
            return checked

    def attempt() -> None:
        marketplace = FakeMarketplace(external_id="836144")
        candidate = candidate_for(marketplace, connector=MeetingConnector(marketplace))
        try:
            outcomes.append(connect(marketplace, workspace, actor, candidate=candidate).pk)
        except DomainError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    account = ChatAccount.objects.get()
    assert sorted(map(str, outcomes)) == sorted([str(account.pk), "account_already_connected"])
    assert PeriodicTask.objects.filter(task="chats.look").count() == 1
