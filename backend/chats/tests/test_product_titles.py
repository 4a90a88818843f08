"""Chats are called by the product they are about, before anybody opens them."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import Workspace
from chats.models import Change, Chat, ChatAccount, Product
from chats.services.product_titles import accounts_to_title
from chats.sync.apply import store_messages
from chats.sync.product_titles import title_chats
from chats.tasks.context import title_all_chats, title_chats_of
from chats.tests.factories import connect_to, make_account, make_chat
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.context import RemoteProduct
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected, TemporaryFailure
from connectors.testing.fake_marketplace import FakeMarketplace

THERMOS = RemoteProduct(id="1", skus=("77", "1834410296"), name="Термос стальной\n 1 л")
BLANKET = RemoteProduct(id="2", skus=("88",), name="Плед вязаный")


@pytest.fixture
def shop(clock: MovingClock) -> FakeMarketplace:
    shop = FakeMarketplace(clock=clock)
    shop.products += [THERMOS, BLANKET]
    return shop


@pytest.fixture
def account(workspace: Workspace, shop: FakeMarketplace) -> ChatAccount:
    return make_account(workspace=workspace, external_id=shop.external_id)


@pytest.fixture
def name_chats(account: ChatAccount, shop: FakeMarketplace, clock: MovingClock) -> Callable[[], bool]:
    return lambda: title_chats(account_id=account.pk, connect=connect_to(shop), clock=clock.now)


def listed(account: ChatAccount, shop: FakeMarketplace, sku: str) -> Chat:
    """As a sync brings it."""
    chat = make_chat(account=account, external_id=shop.open_chat(sku=sku))
    asks_again(chat, shop)
    return chat


def asks_again(chat: Chat, shop: FakeMarketplace) -> None:
    shop.buyer_writes(chat.external_id, "Здравствуйте! Есть в наличии?")
    store_messages(chat, shop.chats[chat.external_id].messages[-1:], now=shop.clock.now())


def titles() -> list[str]:
    return [chat.title for chat in Chat.objects.order_by("pk")]


def asked(shop: FakeMarketplace) -> int:
    return shop.calls.count("products")


def test_one_call_names_the_chats_of_all_products_and_tells_of_it(
    name_chats: Callable[[], bool], account: ChatAccount, shop: FakeMarketplace
) -> None:
    chats = [listed(account, shop, sku) for sku in ("77", "1834410296", "88", "77")]

    name_chats()

    assert titles() == ["Термос стальной 1 л", "Термос стальной 1 л", "Плед вязаный", "Термос стальной 1 л"]
    assert asked(shop) == 1
    told = Change.objects.filter(kind="chat.updated").values_list("chat_id", flat=True)
    assert set(told) == {chat.pk for chat in chats}


def test_a_new_chat_about_a_known_product_has_its_name_at_once(
    name_chats: Callable[[], bool], account: ChatAccount, shop: FakeMarketplace
) -> None:
    listed(account, shop, "88")
    name_chats()

    later = listed(account, shop, "88")

    later.refresh_from_db()
    assert later.title == "Плед вязаный"
    assert asked(shop) == 1


def test_a_chat_that_turns_to_another_product_does_not_keep_the_old_name(
    name_chats: Callable[[], bool], account: ChatAccount, shop: FakeMarketplace
) -> None:
    chat = listed(account, shop, "88")
    name_chats()

    shop.chats[chat.external_id].sku = "77"
    asks_again(chat, shop)
    chat.refresh_from_db()
    between = chat.product_title
    name_chats()
    chat.refresh_from_db()

    assert (between, chat.title) == ("", "Термос стальной 1 л")


def test_what_the_marketplace_does_not_know_is_asked_for_once_a_day(
    name_chats: Callable[[], bool], account: ChatAccount, shop: FakeMarketplace, clock: MovingClock
) -> None:
    listed(account, shop, "404")
    name_chats()
    name_chats()

    assert asked(shop) == 1
    assert accounts_to_title(clock.now()) == []

    clock.pass_time(timedelta(days=1, seconds=1).total_seconds())
    shop.products.append(RemoteProduct(id="3", skus=("404",), name="Коврик"))
    name_chats()

    assert titles() == ["Коврик"]


@pytest.mark.parametrize(
    "failure",
    [Rejected("key_role_missing", status=403), TemporaryFailure("server_error"), AuthFailed("key_wrong")],
    ids=lambda failure: type(failure).__name__,
)
def test_a_failure_is_not_repeated_at_once_and_changes_nothing_else(
    name_chats: Callable[[], bool], account: ChatAccount, shop: FakeMarketplace, failure: ConnectorError
) -> None:
    chat = listed(account, shop, "77")
    shop.fail("products", failure)

    left = [name_chats(), name_chats()]

    account.refresh_from_db()
    chat.refresh_from_db()
    assert (left, chat.product_title, account.state) == ([False, False], "", ChatAccount.State.ACTIVE)
    assert asked(shop) == 1
    assert not Product.objects.exists()


def test_a_full_budget_is_waited_for(
    name_chats: Callable[[], bool], account: ChatAccount, shop: FakeMarketplace, clock: MovingClock
) -> None:
    listed(account, shop, "77")
    shop.fail("products", RateLimited(until=clock.now() + timedelta(seconds=30)))

    assert name_chats() is False


def test_many_products_are_asked_for_in_turns(
    name_chats: Callable[[], bool],
    account: ChatAccount,
    shop: FakeMarketplace,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chats.services.product_titles.MOST_ASKED", 1)
    for sku in ("77", "88"):
        listed(account, shop, sku)

    left = [name_chats(), name_chats(), name_chats()]

    assert left == [True, True, False]
    assert titles() == ["Термос стальной 1 л", "Плед вязаный"]


def test_the_round_sends_for_the_cabinets_that_want_names(
    account: ChatAccount, shop: FakeMarketplace, queued: Queued
) -> None:
    nothing = make_account(workspace=account.workspace)
    listed(nothing, shop, "")
    listed(account, shop, "77")

    title_all_chats()

    assert [call for call in queued if call[0].startswith("chats.title")] == [
        ("chats.title_chats_of", {"account_id": account.pk})
    ]


def test_a_cabinet_that_is_gone_is_passed_over(db: None) -> None:
    title_chats_of(account_id=404)
