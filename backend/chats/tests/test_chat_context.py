"""The product and the order beside a chat."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from redis import Redis
from rest_framework.test import APIClient

from accounts.models import Workspace
from chats.models import Change, Chat, ChatAccount
from chats.sync import connect
from chats.sync.chat_context import fetch_context
from chats.sync.connect import seal
from chats.tasks.context import fetch_chat_context
from chats.tests.factories import CREDENTIALS, connect_to, make_account, make_chat, make_message, make_template
from chats.tests.moving_clock import MovingClock
from conftest import Queued
from connectors.context import Fulfilment, Money, OrderItem, OrderStatus, RemoteOrder, RemoteProduct
from connectors.errors import AuthFailed, ConnectorError, RateLimited, Rejected, TemporaryFailure
from connectors.testing.fake_marketplace import FakeMarketplace
from connectors.throttle import Lane

SKU = "1834410296"
ORDER = "48866017-0495"
NO_RIGHT = Rejected("key_role_missing", status=403)


@pytest.fixture
def marketplace(clock: MovingClock) -> FakeMarketplace:
    marketplace = FakeMarketplace(clock=clock)
    price = Money(899_000, "RUB")
    marketplace.products.append(
        RemoteProduct(id="1", skus=("77", SKU), name="Термос стальной 1 л", offer_id="TS-1", price=price)
    )
    marketplace.orders.append(
        RemoteOrder(
            number=f"{ORDER}-1",
            order_number=ORDER,
            fulfilment=Fulfilment.SELLER,
            status=OrderStatus.DELIVERED,
            delivered_at=datetime(2026, 11, 22, 21, 30, tzinfo=UTC),
            tracking_number="80101234567890",
            items=(OrderItem(sku=SKU, name="Термос стальной 1 л", quantity=2, price=price),),
        )
    )
    return marketplace


@pytest.fixture
def chat(workspace: Workspace, marketplace: FakeMarketplace) -> Chat:
    account = make_account(workspace=workspace, external_id=marketplace.external_id)
    chat = make_chat(account=account, sku=SKU, order_number=ORDER)
    make_message(chat=chat)
    return chat


def look(client: APIClient, chat: Chat) -> Any:
    return client.get(f"/api/v1/chats/{chat.pk}/context").json()


def fetch(chat: Chat, marketplace: FakeMarketplace) -> None:
    fetch_context(chat_id=chat.pk, connect=connect_to(marketplace), clock=timezone.now)


def asked(queued: Queued) -> int:
    return sum(name == "chats.fetch_context" for name, _ in queued)


def test_the_first_look_answers_at_once_and_sends_for_both(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, queued: Queued
) -> None:
    first, second = look(agent, chat), look(agent, chat)

    assert (first["product"]["state"], first["order"]["state"]) == ("loading", "loading")
    assert second == first
    assert queued == [("chats.fetch_context", {"chat_id": chat.pk})]
    assert marketplace.calls == []


def test_what_was_fetched_is_shown_and_told_to_whoever_has_the_chat_open(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, queued: Queued
) -> None:
    fetch(chat, marketplace)

    answer = look(agent, chat)

    price = {"amount": "8990.00", "currency": "RUB"}
    assert answer["product"] == {
        "state": "ready",
        "fetched_at": answer["product"]["fetched_at"],
        "reason": None,
        "remedy": None,
        "product": {
            "name": "Термос стальной 1 л",
            "sku": SKU,
            "offer_id": "TS-1",
            "price": price,
            "is_archived": False,
        },
    }
    assert (answer["order"]["state"], answer["order"]["number"]) == ("ready", ORDER)
    assert answer["order"]["parcels"] == [
        {
            "number": f"{ORDER}-1",
            "fulfilment": "seller",
            "status": "delivered",
            "status_text": "Заказ доставлен.",
            "created_at": None,
            "ship_by": None,
            "delivered_at": "2026-11-22T21:30:00Z",
            "tracking_number": "80101234567890",
            "items": [{"sku": SKU, "offer_id": "", "name": "Термос стальной 1 л", "quantity": 2, "price": price}],
        }
    ]
    assert asked(queued) == 0
    assert Change.objects.filter(kind="chat.updated", chat_id=chat.pk).exists()
    chat.refresh_from_db()
    assert chat.product_title == "Термос стальной 1 л"


def test_an_order_is_asked_for_again_after_ten_minutes_and_a_product_after_a_day(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, clock: MovingClock, queued: Queued
) -> None:
    fetch(chat, marketplace)
    clock.pass_time(599)
    early = (look(agent, chat), asked(queued))
    clock.pass_time(1)
    due = (look(agent, chat), asked(queued))

    fetch(chat, marketplace)
    clock.pass_time(86_400 - 600)
    fetch(chat, marketplace)

    assert (early[1], due[1]) == (0, 1)
    assert due[0]["order"]["state"] == "ready"
    assert marketplace.calls == ["products", "orders", "orders", "products", "orders"]


def test_chats_about_the_same_order_ask_once(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, queued: Queued
) -> None:
    other = make_chat(account=chat.chat_account, sku=SKU, order_number=ORDER)
    fetch(chat, marketplace)

    answer = look(agent, other)

    assert (answer["product"]["state"], answer["order"]["state"]) == ("ready", "ready")
    assert asked(queued) == 0


def test_a_chat_without_product_and_order_asks_nobody(agent: APIClient, workspace: Workspace, queued: Queued) -> None:
    answer = look(agent, make_chat(workspace=workspace))

    assert (answer["product"]["state"], answer["order"]["state"]) == ("none", "none")
    assert queued == []


def test_what_the_marketplace_does_not_know_is_not_found(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, queued: Queued
) -> None:
    marketplace.products.clear()
    marketplace.orders.clear()

    fetch(chat, marketplace)

    answer = look(agent, chat)
    assert (answer["product"]["state"], answer["order"]["state"]) == ("not_found", "not_found")


def test_what_a_key_may_not_ask_is_asked_in_no_chat_until_the_key_is_replaced(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, queued: Queued
) -> None:
    other = make_chat(account=chat.chat_account, sku="77", order_number="11111111-0001")
    marketplace.fail("products", NO_RIGHT)
    marketplace.fail("orders", NO_RIGHT)
    fetch(chat, marketplace)

    refused = look(agent, other)
    fetch(other, marketplace)
    calls, asked_before = list(marketplace.calls), asked(queued)
    ChatAccount.objects.update(credentials=seal({**CREDENTIALS, "api_key": "another"}))
    renewed = look(agent, other)

    assert (refused["product"]["state"], refused["order"]["state"]) == ("not_allowed", "not_allowed")
    assert refused["order"]["reason"] == "Ключ не разрешает смотреть товары и заказы."
    assert (calls, asked_before) == (["products", "orders"], 0)
    assert (renewed["product"]["state"], asked(queued)) == ("loading", 1)
    assert ChatAccount.objects.get().state == ChatAccount.State.ACTIVE


@pytest.mark.parametrize(
    "failure",
    [TemporaryFailure("marketplace_unavailable", status=503), AuthFailed("key_invalid", status=401)],
)
def test_a_failure_touches_neither_the_account_nor_what_was_known(
    agent: APIClient,
    chat: Chat,
    marketplace: FakeMarketplace,
    clock: MovingClock,
    queued: Queued,
    failure: ConnectorError,
) -> None:
    fetch(chat, marketplace)
    clock.pass_time(601)
    marketplace.fail("orders", failure)
    fetch(chat, marketplace)

    answer = look(agent, chat)

    assert (answer["order"]["state"], len(answer["order"]["parcels"])) == ("ready", 1)
    assert answer["order"]["reason"]
    assert answer["order"]["fetched_at"] == answer["product"]["fetched_at"]
    assert asked(queued) == 0
    assert ChatAccount.objects.get().state == ChatAccount.State.ACTIVE


def test_a_limit_is_waited_for(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, clock: MovingClock, queued: Queued
) -> None:
    marketplace.fail("orders", RateLimited(until=timezone.now() + timedelta(minutes=5)))
    fetch(chat, marketplace)

    unavailable = look(agent, chat)
    clock.pass_time(299)
    look(agent, chat)
    waited = asked(queued)
    clock.pass_time(1)
    look(agent, chat)

    assert unavailable["order"]["state"] == "unavailable"
    assert (waited, asked(queued)) == (0, 1)


def test_a_cabinet_that_is_paused_is_not_asked(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, queued: Queued
) -> None:
    ChatAccount.objects.update(state=ChatAccount.State.PAUSED)

    answer = look(agent, chat)
    fetch(chat, marketplace)

    assert answer["order"]["state"] == "unavailable"
    assert (queued, marketplace.calls) == ([], [])


def test_templates_are_filled_in_from_product_and_order_in_the_time_of_the_workspace(
    agent: APIClient, chat: Chat, marketplace: FakeMarketplace, workspace: Workspace, queued: Queued
) -> None:
    make_template(workspace=workspace, text="{товар} получен {дата_доставки}, трек {трек}.")
    fetch(chat, marketplace)

    [filled] = agent.get(f"/api/v1/chats/{chat.pk}/templates").json()["results"]

    assert filled["text"] == "Термос стальной 1 л получен 23 ноября, трек 80101234567890."
    assert filled["missing"] == []


def test_the_calls_come_after_all_others(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    lanes: list[Lane] = []

    def refuse(account: ChatAccount, *, lane: Lane) -> None:
        lanes.append(lane)
        raise Rejected("key_role_missing")

    monkeypatch.setattr(connect, "connector_for", refuse)

    with pytest.raises(Rejected):
        fetch_chat_context(chat_id=chat.pk)

    assert lanes == [Lane.BULK]


def test_nothing_is_kept_for_ever(chat: Chat, marketplace: FakeMarketplace, queued: Queued) -> None:
    fetch(chat, marketplace)

    with Redis.from_url(settings.REDIS_URL) as redis:
        keys = list(redis.scan_iter("*beside:*"))
        lives = [redis.ttl(key) for key in keys]

    assert len(keys) == 2
    assert all(0 < life <= 7 * 86_400 for life in lives)
