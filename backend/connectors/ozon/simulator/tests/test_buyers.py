from __future__ import annotations

from connectors.ozon.simulator.core.message import CUSTOMER
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.demo.buyers import MOST_WAITING, Buyers
from connectors.ozon.simulator.demo.shop import API_KEY, CLIENT_ID, make_demo_shop
from connectors.ozon.simulator.tests.factories import Simulation


def run(simulation: Simulation, buyers: Buyers, *, seconds: int) -> None:
    for _ in range(seconds):
        simulation.clock.advance(1)
        with simulation.world.turn() as now:
            buyers.write_when_due(now)


def words_of_buyers(shop: Shop) -> int:
    return sum(m.author == CUSTOMER for chat in shop.chats.values() for m in chat.messages)


def test_buyers_write_every_40_seconds_or_so() -> None:
    simulation = Simulation()
    shop = make_demo_shop(simulation.world, seed=1)
    before = words_of_buyers(shop)

    run(simulation, Buyers(simulation.world), seconds=480)

    assert 4 <= words_of_buyers(shop) - before <= 30


def test_unanswered_buyers_slow_down() -> None:
    simulation = Simulation()
    shop = make_demo_shop(simulation.world, seed=1)

    run(simulation, Buyers(simulation.world), seconds=6 * 3600)

    assert MOST_WAITING <= len(shop.waiting()) < MOST_WAITING + 60


def test_a_buyer_may_say_something_to_an_answer() -> None:
    simulation = Simulation()
    shop = make_demo_shop(simulation.world, seed=1)
    chat = next(chat for chat in shop.waiting() if reply_is_possible(simulation, chat.chat_id))
    simulation.clock.advance(30)
    said = len(chat.messages)

    with simulation.world.turn() as now:
        for _ in range(20):
            Buyers(simulation.world).write(shop, now)

    assert len(chat.messages) > said
    assert chat.messages[-1].author == CUSTOMER


def reply_is_possible(simulation: Simulation, chat_id: str) -> bool:
    body = {"chat_id": chat_id, "text": "Добрый день! Отправим сегодня."}
    return simulation.call("/v1/chat/send/message", body, client_id=CLIENT_ID, api_key=API_KEY).status == 200


def test_shops_that_are_no_demo_stay_quiet(simulation: Simulation) -> None:
    run(simulation, Buyers(simulation.world), seconds=600)

    assert simulation.world.shops[CLIENT_ID].chats == {}
