from __future__ import annotations

from typing import Any

import orjson
import pytest

from connectors.ozon.simulator.server.push_delivery import PushDelivery
from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation
from connectors.ozon.simulator.tests.openapi import validator

ADDRESS = "http://127.0.0.1:9/hooks/secret"


class Receiver:
    """The connected address, answering with the statuses it was given."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.bodies: list[dict[str, Any]] = []

    def __call__(self, url: str, body: bytes) -> int:
        self.bodies.append(orjson.loads(body))
        return self.statuses.pop(0) if self.statuses else 200

    @property
    def kinds(self) -> list[str]:
        return [body["message_type"] for body in self.bodies]


def deliver(simulation: Simulation, receiver: Receiver) -> None:
    PushDelivery(simulation.world, receiver).deliver_due()


def test_a_connected_address_is_pinged_and_told_of_everything(simulation: Simulation) -> None:
    simulation.change(push_url=ADDRESS)
    chat_id = simulation.chat("Вопрос")
    message_id = simulation.history(chat_id)[0]["message_id"]
    simulation.control("PATCH", f"/accounts/{CLIENT_ID}/chats/{chat_id}/messages/{message_id}", {"text": "Вопрос?"})
    simulation.write(chat_id, author="Seller", text="Ответ")
    simulation.control("POST", f"/accounts/{CLIENT_ID}/chats/{chat_id}/read", {"by": "buyer"})
    simulation.control("PATCH", f"/accounts/{CLIENT_ID}/chats/{chat_id}", {"status": "CLOSED"})
    receiver = Receiver()

    deliver(simulation, receiver)

    assert receiver.kinds == [
        "TYPE_PING",
        "TYPE_NEW_MESSAGE",
        "TYPE_UPDATE_MESSAGE",
        "TYPE_MESSAGE_READ",
        "TYPE_CHAT_CLOSED",
    ]
    assert receiver.bodies[1]["chat_type"] == "Buyer_Seller"
    assert receiver.bodies[1]["message_id"] == str(message_id)
    assert receiver.bodies[1]["seller_id"] == int(CLIENT_ID)
    assert receiver.bodies[2]["data"] == ["Вопрос?"]
    validator("/components/schemas/ChatUser").validate(receiver.bodies[1]["user"])


def test_the_sellers_own_messages_are_not_told(simulation: Simulation) -> None:
    chat_id = simulation.chat("Вопрос")
    simulation.change(push_url=ADDRESS)
    simulation.send(chat_id)
    simulation.clock.advance(3)
    receiver = Receiver()

    deliver(simulation, receiver)

    assert receiver.kinds == ["TYPE_PING"]


def test_pushes_come_twice_and_with_a_text_for_the_seller_when_told(simulation: Simulation) -> None:
    simulation.change(push_repeats=True, push_seller_id_as_string=True)
    simulation.change(push_url=ADDRESS)
    simulation.chat("Вопрос")
    receiver = Receiver()

    deliver(simulation, receiver)

    assert receiver.kinds == ["TYPE_PING", "TYPE_PING", "TYPE_NEW_MESSAGE", "TYPE_NEW_MESSAGE"]
    assert receiver.bodies[2]["seller_id"] == CLIENT_ID


def test_a_push_that_was_not_taken_comes_again(simulation: Simulation) -> None:
    simulation.change(push_url=ADDRESS)
    receiver = Receiver(500, 0, 200)

    deliver(simulation, receiver)
    deliver(simulation, receiver)
    simulation.clock.advance(2)
    deliver(simulation, receiver)
    simulation.clock.advance(5)
    deliver(simulation, receiver)
    simulation.clock.advance(3600)
    deliver(simulation, receiver)

    assert receiver.kinds == ["TYPE_PING"] * 3


def test_without_an_address_nothing_is_told(simulation: Simulation) -> None:
    simulation.chat("Вопрос")

    assert simulation.world.pushes == []


@pytest.mark.parametrize("url", ["http://example.org/hook", "https://10.0.0.1/", "file:///etc/hostname"])
def test_pushes_stay_on_this_machine(simulation: Simulation, url: str) -> None:
    assert simulation.control("PATCH", f"/accounts/{CLIENT_ID}", {"push_url": url}).status == 400
