"""However the marketplace orders its list, whatever it repeats: each chat that changed is read."""

from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.tests.factories import make_workspace
from chats.models import ChatAccount, SyncState
from chats.sync.walking import Next
from chats.tests.cabinet import Cabinet
from chats.tests.moving_clock import MovingClock
from connectors.records import Page, RemoteChat
from connectors.testing.fake import FakeConnector
from connectors.testing.fake_marketplace import FakeMarketplace

MOST_SLICES = 20


class DisorderlyConnector(FakeConnector):
    """Lists chats in an order of its own, in short pages whose edges repeat."""

    def __init__(self, marketplace: FakeMarketplace, *, seed: int, page: int, repeats: bool) -> None:
        super().__init__(marketplace)
        self._seed, self._page, self._repeats = seed, page, repeats

    def list_chats(self, **asked: Any) -> Page[RemoteChat]:
        whole = super().list_chats(**{**asked, "cursor": None, "limit": 1000}).items
        chats = Random(self._seed).sample(whole, len(whole))
        start = int(asked.get("cursor") or 0)
        end = start + self._page
        more = end < len(chats)
        shown = chats[max(start - self._repeats, 0) : end]
        return Page(items=tuple(shown), cursor=str(end) if more else None, has_more=more)


orders = st.fixed_dictionaries({"seed": st.integers(0, 10**6), "page": st.integers(1, 5), "repeats": st.booleans()})


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=orders, changed=st.sets(st.integers(0, 7), min_size=1))
def test_a_sweep_reads_each_chat_that_changed(
    clock: MovingClock, db: None, order: dict[str, Any], changed: set[int]
) -> None:
    # The same cabinet cannot be live twice, and each example connects it anew.
    ChatAccount.objects.update(disconnected_at=clock.now())
    cabinet = Cabinet.connected(make_workspace(), clock)
    chats = [cabinet.buyer_asks(f"Вопрос № {number}") for number in range(8)]
    connector = DisorderlyConnector(cabinet.marketplace, **order)
    walk(cabinet.import_slice, connector)
    imported = [cabinet.texts(chat_id) for chat_id in chats]
    for number in changed:
        cabinet.marketplace.buyer_writes(chats[number], "Ау!")
        cabinet.marketplace.read_in_cabinet(chats[number])
    SyncState.objects.filter(chat_account=cabinet.account).update(next_sweep_at=clock.now(), next_full_sweep_at=None)

    walk(cabinet.sweep_slice, connector)

    assert imported == [[f"Вопрос № {number}"] for number in range(8)]
    assert {number for number in range(8) if len(cabinet.texts(chats[number])) == 2} == changed


def walk(run_slice: Any, connector: FakeConnector) -> None:
    for _ in range(MOST_SLICES):
        if run_slice(connect=lambda account: connector) is Next.NOTHING:
            return
    raise AssertionError("the walk has no end")
