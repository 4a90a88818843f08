from __future__ import annotations

import zlib
from collections import Counter
from itertools import pairwise
from random import Random
from statistics import median

import pytest

from connectors.ozon.simulator.core.chat import CLOSED, Chat
from connectors.ozon.simulator.core.files import find_file
from connectors.ozon.simulator.core.message import CUSTOMER, SELLER
from connectors.ozon.simulator.core.moments import DAY, HOUR, MINUTE, to_moment
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.windows import reply_refusal
from connectors.ozon.simulator.demo.goods import PRODUCTS, THINGS
from connectors.ozon.simulator.demo.script import topic_of_each_chat, write_script
from connectors.ozon.simulator.demo.shop import (
    API_KEY,
    BRANCH_API_KEY,
    BRANCH_CLIENT_ID,
    CLIENT_ID,
    make_branch,
    make_demo_shop,
)
from connectors.ozon.simulator.demo.small_talk import CHATTER, NUDGES
from connectors.ozon.simulator.demo.topics import TOPICS
from connectors.ozon.simulator.tests.factories import NOW, Simulation

MOMENT = to_moment(NOW)
TARGET = 240 * MINUTE


@pytest.fixture(scope="module", params=[1, 2, 17])
def shop(request: pytest.FixtureRequest) -> Shop:
    return make_demo_shop(Simulation().world, seed=request.param)


def talks(shop: Shop) -> list[Chat]:
    return [chat for chat in shop.chats.values() if chat.is_with_buyer and chat.messages]


def oldest_unanswered(chat: Chat) -> int:
    last_answer = max((i for i, m in enumerate(chat.messages) if m.author == SELLER), default=-1)
    return chat.messages[last_answer + 1].created_at


def delays(shop: Shop) -> list[tuple[int, int]]:
    """For every answered question: when it was asked, and how long it waited."""
    found = []
    for chat in talks(shop):
        asked_at = None
        for message in chat.messages:
            if message.author == CUSTOMER and asked_at is None:
                asked_at = message.created_at
            elif message.author == SELLER and asked_at is not None:
                found.append((asked_at, message.created_at - asked_at))
                asked_at = None
    return found


def pixels_of(png: bytes) -> bytes:
    begins = png.index(b"IDAT") + 4
    return zlib.decompress(png[begins : png.index(b"IEND") - 8])


def test_topics_have_their_shares() -> None:
    counts = Counter(topic.name for topic in topic_of_each_chat())

    shares = {name: 100 * count / 150 for name, count in counts.items()}

    assert sum(counts.values()) == 150
    assert all(abs(shares[topic.name] - topic.percent) <= 0.7 for topic in TOPICS)
    assert [topic.percent for topic in TOPICS] == [27, 22, 15, 12, 8, 7, 5, 3, 1]


def test_150_chats_of_60_days(shop: Shop) -> None:
    begun = [chat.messages[0].created_at for chat in talks(shop)]

    assert len(begun) == 150
    assert MOMENT - 62 * DAY < min(begun) < MOMENT - 57 * DAY
    assert max(begun) > MOMENT - HOUR
    assert all(message.created_at <= MOMENT for chat in talks(shop) for message in chat.messages)


def test_15_percent_wait_and_some_of_them_too_long(shop: Shop) -> None:
    waiting = [chat for chat in shop.waiting() if chat.messages]
    lost = [chat for chat in waiting if chat.messages[-1].created_at < MOMENT - 48 * HOUR]
    due = [oldest_unanswered(chat) + TARGET for chat in waiting if chat not in lost]

    assert 14 <= 100 * len(waiting) / 150 <= 16
    assert 100 * sum(moment < MOMENT for moment in due) / 150 == 4
    assert 100 * sum(MOMENT <= moment <= MOMENT + 30 * MINUTE for moment in due) / 150 == pytest.approx(3, abs=0.5)
    assert 100 * len(lost) / 150 == 2
    assert all(reply_refusal(chat, MOMENT) is not None for chat in lost)


def test_answers_became_faster_when_the_account_was_connected(shop: Shop) -> None:
    before = [delay for asked_at, delay in delays(shop) if asked_at < MOMENT - 30 * DAY]
    since = [delay for asked_at, delay in delays(shop) if asked_at >= MOMENT - 30 * DAY]

    assert len(before) > 50
    assert len(since) > 50
    assert 20 * HOUR <= median(before) <= 30 * HOUR
    assert 3 * HOUR <= median(since) <= 5 * HOUR


def test_the_list_has_everything_a_real_one_has(shop: Shop) -> None:
    chats = list(shop.chats.values())
    files = Counter(m.file_name for chat in chats for m in chat.messages if m.file)

    assert sum(chat.is_with_buyer and not chat.messages for chat in chats) == 2
    assert sum(chat.is_mailing for chat in chats) == 3
    assert max(chat.unread_count for chat in chats if chat.is_mailing) > 200
    assert sum(chat.kind == "SELLER_SUPPORT" for chat in chats) == 1
    assert sum(chat.status == CLOSED for chat in chats) > 10
    assert sum(chat.disabled for chat in chats) == 1
    assert files["photo_1.png"] >= 5
    assert files["certificate.pdf"] == 1 or files["certificate.pdf"] == 2


def test_a_photo_shows_the_product_of_its_chat(simulation: Simulation) -> None:
    shop = make_demo_shop(simulation.world, seed=2)
    photos = [
        (chat.sku, find_file(simulation.world, message.file))
        for chat in talks(shop)
        for message in chat.messages
        if message.file_name == "photo_1.png"
    ]

    assert {sku for sku, _ in photos} <= set(THINGS) == {product.sku for product in PRODUCTS}
    for sku, photo in photos:
        assert photo is not None
        assert bytes(THINGS[sku].colour) * 30 in pixels_of(photo.content)


def test_ids_grow_with_time(shop: Shop) -> None:
    messages = sorted((m for chat in talks(shop) for m in chat.messages), key=lambda m: m.message_id)

    moments = [message.created_at for message in messages]

    # Moments are shortened to whole seconds now and then.
    assert all(later >= earlier - 1_000_000 for earlier, later in pairwise(moments))


def test_there_are_many_different_texts() -> None:
    texts = {text for topic in TOPICS for text in (*topic.questions, *(said for said, _ in topic.follow_ups))}
    texts |= {said for said, _ in CHATTER} | {*NUDGES}

    assert len(texts) > 90


def test_no_placeholder_is_left_in_a_text(shop: Shop) -> None:
    assert not [m.text for chat in talks(shop) for m in chat.messages if "{" in m.text]


def test_the_same_seed_writes_the_same_script() -> None:
    scripts = [write_script(Random(seed), MOMENT) for seed in (5, 5, 6)]

    assert scripts[0] == scripts[1]
    assert scripts[0] != scripts[2]


def test_the_demo_shop_is_made_once_and_can_be_called() -> None:
    simulation = Simulation()
    first = make_demo_shop(simulation.world, seed=1)

    second = make_demo_shop(simulation.world, seed=1)

    assert second is first
    assert simulation.call("/v1/roles", client_id=CLIENT_ID, api_key=API_KEY).status == 200


@pytest.mark.parametrize("seed", [2, 3, 18])
def test_the_branch_is_small_and_quiet_and_became_faster_too(seed: int) -> None:
    simulation = Simulation()

    branch = make_branch(simulation.world, seed=seed)

    before = [delay for asked_at, delay in delays(branch) if asked_at < MOMENT - 30 * DAY]
    since = [delay for asked_at, delay in delays(branch) if asked_at >= MOMENT - 30 * DAY]
    assert branch.waiting() == []
    assert not branch.account.demo
    assert min(len(before), len(since)) > 20
    assert median(since) < median(before) / 3
    assert make_branch(simulation.world, seed=seed) is branch
    assert simulation.call("/v1/roles", client_id=BRANCH_CLIENT_ID, api_key=BRANCH_API_KEY).status == 200


def test_the_shop_is_rated_and_the_ratings_became_better() -> None:
    simulation = Simulation()
    make_demo_shop(simulation.world, seed=1)
    period = {"date_from": "2026-10-24T00:00:00Z", "date_to": "2026-11-23T00:00:00Z"}

    body = {"ratings": ["rating_reaction_time", "rating_replied_dialogs_ratio"], **period}
    answered = simulation.call("/v1/rating/history", body, client_id=CLIENT_ID, api_key=API_KEY)
    reaction, replied = answered.body["ratings"]

    assert len(reaction["values"]) == len(replied["values"]) == 31
    assert reaction["values"][0]["value"] > 4 * reaction["values"][-1]["value"]
    assert replied["values"][0]["value"] < 0.6 < 0.9 < replied["values"][-1]["value"]


def test_a_shop_of_an_earlier_version_may_call_what_was_added_since() -> None:
    simulation = Simulation()
    shop = make_demo_shop(simulation.world, seed=1)
    shop.account.methods.remove("/v1/rating/summary")

    make_demo_shop(simulation.world, seed=1)

    assert simulation.call("/v1/rating/summary", client_id=CLIENT_ID, api_key=API_KEY).status == 200
