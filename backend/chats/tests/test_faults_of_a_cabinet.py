"""The whole way to the simulator, in one process: what its faults mean for freshness, an import and a check."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Self

import pytest

from accounts.models import Workspace
from chats.models import ChatAccount, Message, SyncState
from chats.services.account_checks import recheck
from chats.services.drift import note_drift
from chats.sync import importing
from chats.sync.engine import run_look
from chats.sync.walking import Next
from chats.tests.factories import make_account
from chats.tests.faults.marketplace import CLIENT_ID, Marketplace
from chats.tests.moving_clock import MovingClock
from connectors.http import Answer, StreamedAnswer
from connectors.ozon.connector import OzonConnector
from connectors.ozon.credentials import OzonCredentials
from connectors.testing.limiter import MemoryLimiter

DAY = timedelta(days=1)


@dataclass
class Cabinet:
    account: ChatAccount
    marketplace: Marketplace
    clock: MovingClock
    base_url: str = "https://api-seller.ozon.ru"

    @classmethod
    def connected(cls, workspace: Workspace, clock: MovingClock) -> Self:
        account = make_account(workspace=workspace, external_id=CLIENT_ID, connected_at=clock.now())
        SyncState.objects.update(
            fresh_at=None, import_state=SyncState.ImportState.PENDING, import_since=clock.now() - 90 * DAY
        )
        return cls(account, Marketplace(clock, seed=7), clock)

    def connect(self, _: ChatAccount) -> OzonConnector:
        return OzonConnector(
            OzonCredentials.clean(client_id=CLIENT_ID, api_key=self.marketplace.api_key),
            transport=self,
            limiter=MemoryLimiter(clock=self.clock.seconds, sleep=self.clock.sleep, now=self.clock.now),
            now=self.clock.now,
            sleep=self.clock.sleep,
            on_drift=lambda *told: note_drift("ozon", *told),
        )

    def post(self, path: str, *, headers: Mapping[str, str], body: bytes, fresh: bool) -> Answer:
        answer = self.marketplace.ask(path, headers, body)
        return Answer(status=answer.status_code, headers=dict(answer.headers), body=answer.data)

    def stream(self, path: str, *, headers: Mapping[str, str]) -> StreamedAnswer:
        raise AssertionError(f"no file is opened here: {path}")

    def fault(self, kind: str, **fields: Any) -> None:
        self.marketplace.at_the_shop("POST", "/faults", {"kind": kind, **fields})

    def recover(self) -> None:
        self.marketplace.at_the_shop("DELETE", "/faults")

    def look(self) -> SyncState:
        self.clock.pass_time(60)
        run_look(account_id=self.account.pk, connect=self.connect, clock=self.clock.now)
        return SyncState.objects.get()

    def import_slice(self, *, seconds: float = 60) -> Next:
        return importing.run_slice(
            account_id=self.account.pk, connect=self.connect, clock=self.clock.now, seconds=seconds
        )


@pytest.fixture
def cabinet(workspace: Workspace, clock: MovingClock) -> Cabinet:
    return Cabinet.connected(workspace, clock)


def test_a_cabinet_whose_only_history_answers_500_is_neither_fresh_nor_imported(cabinet: Cabinet) -> None:
    cabinet.marketplace.at_the_shop("POST", "/chats", {"messages": [{"text": "Когда отправите?"}]})
    cabinet.fault("internal_error", method="/v3/chat/history")

    stale = cabinet.look()
    following = cabinet.import_slice()
    imported = SyncState.objects.get().import_state
    cabinet.recover()
    fresh = cabinet.look()
    cabinet.import_slice()

    assert (stale.fresh_at, following, imported) == (None, Next.LATER, "running")
    assert fresh.fresh_at is not None
    assert Message.objects.get().text == "Когда отправите?"
    assert SyncState.objects.get().import_state == "done"


def test_an_import_of_which_the_count_lost_its_cursor_ends(cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PAGES_COUNTED_FIRST", 1)
    cabinet.marketplace.at_the_shop("POST", "/seed", {"generate": {"chats": 3, "empty": 120, "messages": 2}})
    cabinet.import_slice(seconds=0)
    counted = SyncState.objects.get().import_count_cursor
    cabinet.fault("cursor_gone", count=1)

    following = cabinet.import_slice()

    state = SyncState.objects.get()
    assert counted
    assert (following, state.import_state, state.import_chats_total) == (Next.NOTHING, "done", 3)
    assert Message.objects.count() == 6


def test_one_500_of_the_roles_or_the_profile_forgets_nothing(cabinet: Cabinet) -> None:
    expires_at = cabinet.clock.now() + 10 * DAY
    cabinet.marketplace.change(subscription="PREMIUM", key_expires_at=expires_at.isoformat())
    recheck(account=cabinet.account, connector=cabinet.connect(cabinet.account), now=cabinet.clock.now())
    known = ChatAccount.objects.get()
    cabinet.fault("internal_error", method="/v1/roles")
    cabinet.fault("internal_error", method="/v1/seller/info")
    cabinet.clock.pass_time(DAY.total_seconds())
    tomorrow = cabinet.clock.now()

    recheck(account=known, connector=cabinet.connect(known), now=tomorrow)

    kept = ChatAccount.objects.get()
    assert (known.key_expires_at, known.can_send, known.subscription) == (expires_at, False, "PREMIUM")
    assert kept.checked_at == tomorrow
    assert (kept.key_expires_at, kept.can_send, kept.subscription) == (expires_at, False, "PREMIUM")
    assert kept.limits == known.limits
