from __future__ import annotations

from connectors.ozon.simulator.core.chat import OPENED, Chat
from connectors.ozon.simulator.core.chats import open_chat
from connectors.ozon.simulator.core.message import CUSTOMER, SELLER
from connectors.ozon.simulator.core.moments import DAY, HOUR, SECOND
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.core.writing import write_file, write_text
from connectors.ozon.simulator.demo.pictures import paint_photo
from connectors.ozon.simulator.demo.script import first_words, new_dialogue
from connectors.ozon.simulator.demo.small_talk import CHATTER, NUDGES
from connectors.ozon.simulator.demo.topics import TOPICS

MEAN_PAUSE = 40.0
MOST_WAITING = 40
"""With so many chats waiting, buyers slow down: a demo that nobody answers must not drown."""
SLOWER = 15
MOST_CHATS = 1500


class Buyers:
    """Buyers of the demo shops, who keep writing by themselves."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._next_at: dict[str, int] = {}

    def write_when_due(self, now: int) -> None:
        for client_id, shop in list(self._world.shops.items()):
            if not shop.account.demo:
                continue
            due_at = self._next_at.get(client_id)
            if due_at is not None and due_at <= now:
                self.write(shop, now)
            if due_at is None or due_at <= now:
                self._next_at[client_id] = now + self._pause(shop)

    def write(self, shop: Shop, now: int) -> None:
        """One buyer writes: to an answer, once more while waiting, or for the first time."""
        random = self._world.random
        answered = self._just_answered(shop, now)
        if answered and random.random() < 0.6:
            self._say(shop, random.choice(answered), random.choice(CHATTER)[0])
            return
        patient = [chat for chat in shop.waiting() if chat.messages[-1].created_at < now - HOUR]
        if patient and random.random() < 0.1:
            self._say(shop, random.choice(patient), random.choice(NUDGES))
        elif len(shop.chats) < MOST_CHATS:
            self._begin(shop, now)

    def _pause(self, shop: Shop) -> int:
        mean = MEAN_PAUSE * (SLOWER if len(shop.waiting()) >= MOST_WAITING else 1)
        return int(min(mean * 4, max(5.0, self._world.random.expovariate(1 / mean))) * SECOND)

    def _just_answered(self, shop: Shop, now: int) -> list[Chat]:
        """Chats whose answer came through the API: the buyer may have something to say to it, a few times."""
        return [
            chat
            for chat in shop.chats.values()
            if chat.is_with_buyer
            and chat.status == OPENED
            and not chat.disabled
            and chat.messages
            and chat.messages[-1].author == SELLER
            and chat.messages[-1].source == "api"
            and now - 2 * HOUR < chat.messages[-1].created_at < now - 15 * SECOND
            and sum(m.author == CUSTOMER and m.created_at > now - DAY for m in chat.messages) < 4
        ]

    def _say(self, shop: Shop, chat: Chat, text: str) -> None:
        write_text(self._world, shop, chat, author=CUSTOMER, text=text)

    def _begin(self, shop: Shop, now: int) -> None:
        random = self._world.random
        topic = random.choices(TOPICS, weights=[topic.percent for topic in TOPICS])[0]
        plan = new_dialogue(random, topic, now, now)
        words = first_words(random, plan)
        chat = open_chat(
            self._world,
            shop,
            kind=plan.kind,
            scheme=plan.scheme,
            order_number=plan.order_number,
            sku="" if plan.order_number else plan.product.sku,
            paid_at=plan.paid_at,
            delivered_at=plan.delivered_at,
            buyer_name=plan.buyer_name,
        )
        self._say(shop, chat, words)
        if random.random() * 100 < topic.photo_percent:
            picture = paint_photo(random, sku=plan.product.sku)
            write_file(self._world, shop, chat, author=CUSTOMER, name="photo_1.png", content=picture, in_seconds=4)
